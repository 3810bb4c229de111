package timeline_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules/timeline"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata")

// TestCases reads testdata/*.txtar: a scenario and what comes of it in a small
// world, as text, or what is wrong with it.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	codes := map[diag.Code]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.NotEmpty(t, bytes.TrimSpace(archive.Comment), "say why the case is there")
			require.Len(t, archive.Files, 2)
			got, faults := played(t, string(archive.Files[0].Data))
			for _, f := range faults {
				codes[f.Code] = true
			}
			if *update {
				archive.Files[1].Data = []byte(got)
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			}
			require.Equal(t, string(archive.Files[1].Data), got)
		})
	}
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "scenario-") {
			require.True(t, codes[doc.Code], "no case has %s", doc.Code)
		}
	}
}

func played(t *testing.T, text string) (string, diag.List) {
	s, err := timeline.Parse(diag.NewSource("scenario.yaml", text))
	var report *timeline.Report
	if err == nil {
		report, err = timeline.Play(t.Context(), s, &village{})
	}
	var faults diag.List
	if errors.As(err, &faults) {
		return faults.Error() + "\n", faults
	}
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, report.Text(&b))
	return b.String(), nil
}

// village is a small world: "hello" is answered at once, "echo" with a mail, "bill" is reminded of
// every ten days, three times, until it is paid; "noise" makes three mails.
type village struct{ sent []string }

func (v *village) Sample(event, _ string) (map[string]any, []string, error) {
	switch event {
	case "hello", "bill", "noise", "echo":
		return map[string]any{"name": "Jo"}, []string{"name", "due"}, nil
	}
	return nil, nil, fmt.Errorf("there is no event %q", event)
}

func (v *village) Check(_ string, data map[string]any) error {
	var faults diag.List
	if _, ok := data["surname"]; ok {
		faults.Add(diag.DataUnknownField, diag.Range{}, "remove it", "surname is not known")
	}
	return faults.Err()
}

func (v *village) CheckState(state, _ map[string]any) error {
	if _, ok := state["payed"]; ok {
		return errors.New("a matter is never payed")
	}
	return nil
}

func (v *village) Sent(_ context.Context, _ time.Time, d timeline.Decision) error {
	v.sent = append(v.sent, d.Notification+d.Occurrence+fmt.Sprint(d.Step))
	return nil
}

func (v *village) Decide(_ context.Context, now time.Time, occurrences []timeline.Occurrence) ([]timeline.Decision, error) {
	var list []timeline.Decision
	for _, o := range occurrences {
		d := timeline.Decision{Occurrence: o.Key, Notification: o.Event, Locale: "en", To: []string{fmt.Sprint(o.Data["name"]) + "@example.com"}, Outcome: timeline.Send}
		switch {
		case o.Call["suppress"] == true:
			d.Outcome, d.Reason = timeline.Skip, "suppressed"
		case o.Event == "echo":
			message, err := mail.New(mail.Content{From: mail.Address{Email: "us@example.com"}, Date: now, ID: "1@example.com", Subject: "Echo", Text: mail.Text("Echo"), HTML: mail.Text("<b>Echo</b>")})
			if err != nil {
				return nil, err
			}
			d.Mail, d.Template, d.Reason = message, "echo", "event"
		case o.Event == "noise":
			list = append(list, d, d)
		case o.Event == "bill":
			d.Scheduled = true
			v.remind(&d, o, now)
		}
		list = append(list, d)
	}
	return list, nil
}

func (v *village) remind(d *timeline.Decision, o timeline.Occurrence, now time.Time) {
	if o.State["paid"] == true {
		d.Outcome, d.Reason, d.Detail = timeline.Skip, "stopped", "it is paid"
		return
	}
	due, _ := time.Parse(time.DateOnly, fmt.Sprint(o.Data["due"]))
	for d.Step = 1; d.Step <= 3; d.Step++ {
		d.At = due.AddDate(0, 0, 10*d.Step)
		switch {
		case strings.Contains(strings.Join(v.sent, " "), fmt.Sprint(d.Notification, d.Occurrence, d.Step)):
			continue
		case d.At.After(now):
			d.Outcome, d.Reason = timeline.Wait, "not-yet"
		}
		return
	}
	d.Outcome, d.Reason = timeline.Skip, "finished"
}
