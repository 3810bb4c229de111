package timeline

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Text writes the report for people who read it in a terminal.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s to %s, times of %s\n", r.Title, r.Begin.Format(time.DateOnly), r.End.AddDate(0, 0, -1).Format(time.DateOnly), r.Zone)
	if r.About != "" {
		fmt.Fprintf(&b, "\n%s\n", r.About)
	}
	day := -1
	for _, e := range r.Entries {
		if e.Day != day {
			day = e.Day
			fmt.Fprintf(&b, "\nday %d, %s\n", day, e.At.Format("Monday 2006-01-02"))
		}
		fmt.Fprintf(&b, "  %s  %s\n", e.At.Format("15:04"), e.Line())
	}
	if len(r.Entries) == 0 {
		b.WriteString("\nnothing happens\n")
	}
	b.WriteString("\n" + r.Summary() + "\n")
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "  day %d: %s: %s\n", f.Day, f.Kind, f.Message)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// JSON writes the report for programs, indented.
func (r *Report) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// Summary counts mails and findings.
func (r *Report) Summary() string {
	counts := map[Kind]int{}
	for _, e := range r.Entries {
		counts[e.Kind]++
	}
	text := fmt.Sprintf("%s, %d not sent", plural(counts[Mailed], "mail"), counts[NotSent])
	if counts[Planned] > 0 {
		text += fmt.Sprintf(", %d planned for later", counts[Planned])
	}
	if len(r.Findings) == 0 {
		return text + "; no gap, no duplicate, never too many in a day"
	}
	return text + "; " + plural(len(r.Findings), "thing") + " to look at:"
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// Line is the entry in words, without its time.
func (e Entry) Line() string {
	switch e.Kind {
	case Happened:
		return e.happened()
	case Mailed:
		return fmt.Sprintf("mail      %s: \"%s\" in %s to %s%s", e.name(), e.Subject, e.Locale, strings.Join(e.To, ", "), e.why())
	case Planned:
		return fmt.Sprintf("planned   %s%s", e.name(), e.why())
	}
	return fmt.Sprintf("not sent  %s%s", e.name(), e.why())
}

func (e Entry) happened() string {
	text := "event     " + e.Event
	if e.Event == "" {
		var states []string
		for _, key := range slices.Sorted(maps.Keys(e.State)) {
			states = append(states, fmt.Sprintf("%s: %v", key, e.State[key]))
		}
		text = "state     " + strings.Join(states, ", ")
	}
	if e.Matter != "" {
		text += " of " + e.Matter
	}
	if e.Note != "" {
		text += " – " + e.Note
	}
	return text
}

// name is the notification with its step.
func (e Entry) name() string {
	if e.Step == 0 {
		return e.Notification
	}
	return fmt.Sprintf("%s, step %d", e.Notification, e.Step)
}

func (e Entry) why() string {
	switch {
	case e.Reason == "":
		return ""
	case e.Detail == "" || e.Kind == Mailed:
		return " (" + e.Reason + ")"
	}
	return fmt.Sprintf(" (%s: %s)", e.Reason, e.Detail)
}

// words is Line without its first column.
func (e Entry) words() string {
	const column = len("not sent  ")
	return e.Line()[column:]
}
