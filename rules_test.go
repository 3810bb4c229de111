package billet_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/starter"
)

// asking is one question of a case of testdata/rules.
type asking struct {
	Now         time.Time `json:"now"`     // SampleTime if not given
	Names       string    `json:"names"`   // of a system whose names of the events are shown
	Deliver     bool      `json:"deliver"` // mails that are to be sent are noted as sent
	Occurrences []struct {
		Event    string         `json:"event"`
		Sample   string         `json:"sample"`
		Data     map[string]any `json:"data"` // over the sample
		Previous map[string]any `json:"previous"`
		Key      string         `json:"key"` // "key" if not given
		Action   string         `json:"action"`
		Matter   rules.Matter   `json:"matter"`
		Customer rules.Customer `json:"customer"`
		Call     rules.Call     `json:"call"`
	} `json:"occurrences"`
}

// TestRules runs the cases of testdata/rules. A folder is the starter with the
// files of the case over it: notifications of the starter are left out if the
// case has some of its own, and "billet.yaml more" is added to billet.yaml.
// ask.json asks, one question after the other; want has the decisions, or what is
// wrong with the folder.
func TestRules(t *testing.T) {
	cases(t, "testdata/rules/*.txtar", func(t *testing.T, c *goldenCase) {
		folder, questions := ruleFolder(c)
		opened, err := billet.Open(folder, billet.Options{})
		var out strings.Builder
		var faults diag.List
		if err != nil {
			require.True(t, errors.As(err, &faults), "%v", err)
		} else {
			faults = opened.Warnings()
		}
		for _, f := range faults {
			if f.Code != diag.FolderUnused && f.Code != diag.FolderUnusedString {
				out.WriteString(showFault(folder, f))
			}
		}
		if err == nil {
			out.WriteString(answers(t, opened, questions, c.setting("shows")))
		}
		c.want(t, "want", out.String())
	})
}

// ruleFolder is the folder of a case, with the templates that its notifications
// name; "whole: yes" in the prose keeps all of the starter.
func ruleFolder(c *goldenCase) (fstest.MapFS, []byte) {
	folder, questions := fstest.MapFS{}, []byte(nil)
	own := slices.ContainsFunc(c.archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "notifications/") })
	for name, text := range starterTexts() {
		if !own || !strings.HasPrefix(name, "notifications/") {
			folder[name] = &fstest.MapFile{Data: text}
		}
	}
	for _, f := range c.archive.Files {
		switch f.Name {
		case "want":
		case "ask.json":
			questions = f.Data
		case "billet.yaml more":
			folder["billet.yaml"] = &fstest.MapFile{Data: slices.Concat(folder["billet.yaml"].Data, f.Data)}
		default:
			folder[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	if c.setting("whole") == "" {
		trim(folder, questions)
	}
	return folder, questions
}

func starterTexts() map[string][]byte {
	texts := map[string][]byte{}
	_ = fs.WalkDir(starter.Folder(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "scenarios/") {
			return err
		}
		texts[name], err = fs.ReadFile(starter.Folder(), name)
		return err
	})
	return texts
}

// trim leaves out what the case does not speak of, which would only take time.
func trim(folder fstest.MapFS, questions []byte) {
	event := regexp.MustCompile(`(?m)^event: (\S+)`)
	spoken := string(questions)
	for name, file := range folder {
		if !strings.HasPrefix(name, "notifications/") {
			continue
		}
		if found := event.FindSubmatch(file.Data); len(questions) > 0 && found != nil && !strings.Contains(spoken, string(found[1])) {
			delete(folder, name)
			continue
		}
		spoken += string(file.Data)
	}
	for name := range folder {
		if rest, ok := strings.CutPrefix(name, "templates/"); ok {
			if template, _, _ := strings.Cut(rest, "/"); !strings.Contains(spoken, template) {
				delete(folder, name)
			}
		}
	}
}

// answers asks the questions of a case with one ledger.
//
// The words behind "shows:" in the prose, with commas between them, must stand in
// every mail.
func answers(t *testing.T, folder *billet.Folder, questions []byte, shows string) string {
	if len(questions) == 0 {
		return ""
	}
	var asks []asking
	decoder := json.NewDecoder(bytes.NewReader(questions))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&asks))
	known := &ledger.Memory{}
	var out strings.Builder
	for _, ask := range asks {
		now := ask.Now
		if now.IsZero() {
			now = billet.SampleTime()
		}
		if len(asks) > 1 {
			fmt.Fprintf(&out, "at %s\n", now.Format(time.RFC3339))
		}
		decisions, err := folder.Plan(t.Context(), billet.PlanOptions{Now: now, Ledger: known, Messages: true}, asked(t, folder, ask)...)
		if err != nil {
			fmt.Fprintf(&out, "error: %v\n", err)
			continue
		}
		if system := ask.Names; system != "" {
			for _, o := range ask.Occurrences {
				e, _ := folder.Events().Lookup(o.Event)
				fmt.Fprintf(&out, "%s is %s at %s\n", o.Event, cmp.Or(e.Names[system], "nothing"), system)
			}
		}
		if len(decisions) == 0 {
			out.WriteString("nothing\n")
		}
		for _, d := range decisions {
			out.WriteString(showDecision(d))
			for _, word := range strings.Split(shows, ",") {
				if d.Message != nil {
					assert.Contains(t, d.Message.Text(), strings.TrimSpace(word), d.Notification)
				}
			}
			for _, key := range d.Keys() {
				if !ask.Deliver || d.Outcome != rules.Send {
					continue
				}
				entry, ours, err := known.Reserve(t.Context(), key, now, 0)
				require.NoError(t, err)
				require.True(t, ours)
				require.NoError(t, known.Confirm(t.Context(), entry, now, ""))
			}
		}
	}
	return out.String()
}

func asked(t *testing.T, folder *billet.Folder, ask asking) []billet.Occurrence {
	var list []billet.Occurrence
	for _, each := range ask.Occurrences {
		src, err := folder.Sample(each.Event, each.Sample)
		require.NoError(t, err)
		var data map[string]any
		require.NoError(t, json.Unmarshal([]byte(src.Text()), &data))
		o := billet.Occurrence{
			Event: each.Event, Key: cmp.Or(each.Key, "key"), Action: each.Action, Matter: each.Matter, Customer: each.Customer, Call: each.Call,
		}
		o.Data = patched(t, data, each.Data)
		if each.Previous != nil {
			o.Previous = patched(t, data, each.Previous)
		}
		list = append(list, o)
	}
	return list
}

// patched is data with other values in some places, as JSON.
func patched(t *testing.T, data, patch map[string]any) []byte {
	var merge func(below, above map[string]any) map[string]any
	merge = func(below, above map[string]any) map[string]any {
		made := maps.Clone(below)
		if made == nil {
			made = map[string]any{}
		}
		for name, value := range above {
			inner, isObject := value.(map[string]any)
			switch {
			case value == nil:
				delete(made, name)
			case isObject:
				old, _ := made[name].(map[string]any)
				made[name] = merge(old, inner)
			default:
				made[name] = value
			}
		}
		return made
	}
	text, err := json.Marshal(merge(data, patch))
	require.NoError(t, err)
	return text
}

// showDecision is a decision in a line, with what stopped it and what it says.
func showDecision(d billet.Decision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", d.Outcome, d.Notification)
	if d.Step > 0 {
		fmt.Fprintf(&b, " step %d", d.Step)
	}
	if d.Outcome == rules.Wait {
		b.WriteString(" until " + d.At.Format(time.RFC3339))
	}
	fmt.Fprintf(&b, " to %s", emails(d.To))
	if len(d.Cc) > 0 {
		fmt.Fprintf(&b, " cc %s", emails(d.Cc))
	}
	fmt.Fprintf(&b, ": %s\n", d.Reason)
	if d.Message != nil {
		fmt.Fprintf(&b, "\t%s in %s from %s: %s\n", d.Template, d.Locale, d.From.Email, d.Message.Subject())
		for _, a := range d.Message.Attachments() {
			fmt.Fprintf(&b, "\tattached %s\n", a.Filename)
		}
	}
	for _, gate := range d.Gates {
		if !gate.Pass {
			fmt.Fprintf(&b, "\tstopped by %s: %s\n", gate.Gate, gate.Detail)
		}
	}
	return b.String()
}

func emails(list []mail.Address) string {
	var words []string
	for _, a := range list {
		words = append(words, a.Email)
	}
	return cmp.Or(strings.Join(words, ", "), "nobody")
}

// TestAcceptance holds that every line of the behaviours to cover has a case
// that bears its number, but for those that are about editing in the preview.
func TestAcceptance(t *testing.T) {
	letters := map[string]int{"A": 12, "B": 12, "C": 7, "D": 12, "E": 11}
	elsewhere := []string{"C6", "C7"}
	numbers := regexp.MustCompile(`\b[A-E][0-9]+\b`)
	var found []string
	files, err := filepath.Glob("testdata/rules/*.txtar")
	require.NoError(t, err)
	for _, file := range append(files, "cmd/billet/testdata/script/restore.txtar") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		prose, _, _ := strings.Cut(string(text), "\n-- ")
		found = append(found, numbers.FindAllString(prose, -1)...)
	}
	for letter, last := range letters {
		for n := 1; n <= last; n++ {
			if line := fmt.Sprintf("%s%d", letter, n); !slices.Contains(elsewhere, line) {
				assert.Contains(t, found, line)
			}
		}
	}
}

// TestReasons holds that every decision of the cases has a reason of the list,
// and that the documentation explains each.
func TestReasons(t *testing.T) {
	text, err := os.ReadFile("docs/notifications.md")
	require.NoError(t, err)
	for _, doc := range rules.Reasons() {
		assert.Contains(t, string(text), fmt.Sprintf("| `%s` | %s | %s |", doc.Reason, doc.Outcome, doc.Words))
	}
}
