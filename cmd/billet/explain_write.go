package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/rules"
)

// explainText says it to people: first what becomes of each mail, then its gates.
func explainText(o billet.Occurrence, now time.Time, decisions []billet.Decision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, asked at %s\n", o.Event, now.Format("2006-01-02 15:04 MST"))
	if len(decisions) == 0 {
		fmt.Fprintf(&b, "\nnothing is sent: no notification is for %s (add one to notifications/)\n", o.Event)
	}
	for _, d := range decisions {
		fmt.Fprintf(&b, "\n%s\n", headline(d))
		fmt.Fprintf(&b, "  because %s (%s)\n", d.Reason.Words(), d.Reason)
		if d.Template != "" {
			fmt.Fprintf(&b, "  words   template %s in %s\n", d.Template, language(d))
		}
		fmt.Fprintf(&b, "  from    %s\n", d.From)
		if len(d.Cc) > 0 {
			fmt.Fprintf(&b, "  copy    %s\n", strings.Join(written(d.Cc), ", "))
		}
		for _, gate := range d.Gates {
			fmt.Fprintf(&b, "  %s  %-9s  %s\n", map[bool]string{true: "pass", false: "STOP"}[gate.Pass], gate.Gate, gate.Detail)
		}
	}
	return b.String()
}

func headline(d billet.Decision) string {
	who := strings.Join(written(d.To), ", ")
	if who == "" {
		who = d.Audience
	}
	name := d.Notification
	if d.Step > 0 {
		name += fmt.Sprintf(", step %d", d.Step)
	}
	switch d.Outcome {
	case rules.Send:
		return fmt.Sprintf("SEND  %s to %s", name, who)
	case rules.Wait:
		return fmt.Sprintf("WAIT  %s to %s, until %s", name, who, d.At.Format("Mon 2006-01-02 15:04 MST"))
	}
	return fmt.Sprintf("SKIP  %s to %s", name, who)
}

// language is the language of a mail, with those that were looked for before.
func language(d billet.Decision) string {
	if len(d.LocaleChain) < 2 {
		return d.Locale
	}
	return d.Locale + " (tried " + strings.Join(d.LocaleChain, ", ") + ")"
}
