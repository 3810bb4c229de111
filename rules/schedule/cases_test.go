package schedule_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata")

// TestCases reads testdata/cases: a schedule, a matter, and what is asked; the
// wanted plan and answers.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.NotEmpty(t, bytes.TrimSpace(archive.Comment), "say why the case is there")
			got := answer(t, archive)
			want := section(archive, "want")
			if *update {
				want.Data = []byte(got)
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			}
			require.Equal(t, string(want.Data), got)
		})
	}
}

func section(a *txtar.Archive, name string) *txtar.File {
	for i := range a.Files {
		if a.Files[i].Name == name {
			return &a.Files[i]
		}
	}
	return &txtar.File{}
}

func answer(t *testing.T, a *txtar.Archive) string {
	var options schedule.Options
	for key, value := range pairs(t, section(a, "schedule")) {
		require.NoError(t, setOption(&options, key, value), "%s: %s", key, value)
	}
	s, err := schedule.New(options)
	if err != nil {
		return err.Error() + "\n"
	}
	var m schedule.Matter
	for key, value := range pairs(t, section(a, "matter")) {
		setMatter(t, &m, key, value)
	}
	var b strings.Builder
	for _, p := range s.Plan(m) {
		fmt.Fprintf(&b, "%d %s %s%s\n", p.Step, p.Offset, p.At.Format("Mon "+time.RFC3339), prefixed(" ", p.Template))
	}
	for line := range strings.Lines(string(section(a, "ask").Data)) {
		ask(t, &b, s, m, strings.TrimSpace(line))
	}
	return b.String()
}

// ask answers a line such as "2026-11-20T09:00 sent=1,2 stopped=2026-11-19T12:00".
func ask(t *testing.T, b *strings.Builder, s *schedule.Schedule, m schedule.Matter, line string) {
	words := strings.Fields(line)
	now := local(t, words[0], m.Zone)
	for _, word := range words[1:] {
		key, value, _ := strings.Cut(word, "=")
		setMatter(t, &m, key, value)
	}
	r := s.Due(m, now)
	fmt.Fprintf(b, "\n%s\n  %s", line, r.Reason)
	for _, p := range r.Due {
		fmt.Fprintf(b, " %d", p.Step)
	}
	if r.Next.Step > 0 {
		fmt.Fprintf(b, ", next %d %s", r.Next.Step, r.Next.At.Format("Mon "+time.RFC3339))
	}
	b.WriteByte('\n')
	for _, status := range s.Explain(m, now) {
		fmt.Fprintf(b, "  %d %s\n", status.Step, status.Reason)
	}
}

func pairs(t *testing.T, f *txtar.File) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(string(f.Data)) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		require.True(t, ok, line)
		all[key] = value
	}
	return all
}

func setOption(o *schedule.Options, key, value string) (err error) {
	switch key {
	case "steps":
		for text := range strings.SplitSeq(value, ", ") {
			offset, template, _ := strings.Cut(text, " ")
			var step schedule.Step
			step.Offset, err = schedule.ParseOffset(offset)
			step.Template = template
			o.Steps = append(o.Steps, step)
		}
	case "offset":
		o.Offset, err = schedule.ParseOffset(value)
	case "offers":
		o.Offers = map[string]schedule.Offset{}
		for text := range strings.SplitSeq(value, ", ") {
			offer, offset, _ := strings.Cut(text, " ")
			o.Offers[offer], err = schedule.ParseOffset(offset)
		}
	case "repeat":
		o.Repeat, err = schedule.ParseOffset(value)
	case "delay":
		o.Delay, err = schedule.ParseOffset(value)
	case "times":
		o.Times, err = strconv.Atoi(value)
	case "until":
		var until schedule.Offset
		until, err = schedule.ParseOffset(value)
		o.Until = &until
	case "at":
		o.At, err = schedule.ParseClock(value)
	case "days":
		o.Days, err = schedule.ParseDays(value)
	case "shift":
		o.Shift, err = schedule.ParseShift(value)
	case "holidays":
		o.CustomerHolidays = value == "customer"
		if !o.CustomerHolidays {
			o.Holidays = strings.Split(value, ", ")
		}
	case "quiet":
		o.Quiet, err = schedule.ParseQuiet(value)
	case "catch_up":
		o.CatchUp, err = schedule.ParseCatchUp(value)
	default:
		err = fmt.Errorf("there is no option %s", key)
	}
	return err
}

func setMatter(t *testing.T, m *schedule.Matter, key, value string) {
	var err error
	switch key {
	case "anchor":
		if m.Anchor.Date, err = events.ParseDate(value); err != nil {
			m.Anchor.Time, err = time.Parse(time.RFC3339, value)
		}
	case "card":
		card, problem := time.Parse("01/2006", value)
		m.Anchor, err = schedule.CardExpiry(card.Year(), card.Month()), problem
	case "zone":
		m.Zone, err = time.LoadLocation(value)
	case "offer":
		m.Offer = value
	case "country":
		m.Country = value
	case "signature":
		m.OnSignature = value == "yes"
	case "stopped":
		m.StoppedAt = local(t, value, m.Zone)
	case "sent":
		for text := range strings.SplitSeq(value, ",") {
			n, problem := strconv.Atoi(text)
			require.NoError(t, problem)
			m.Sent = append(m.Sent, n)
		}
	default:
		err = fmt.Errorf("a matter has no %s", key)
	}
	require.NoError(t, err)
}

func local(t *testing.T, text string, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", text, zone)
	require.NoError(t, err)
	return at
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
