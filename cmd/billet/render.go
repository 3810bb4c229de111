package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
)

// renderFlags are the flags of billet render.
type renderFlags struct {
	template, locale, sample, data, now, format, output string
	step                                                int
}

var renderFormats = []string{"html", "text", "subject", "json"}

func renderCommand(dir *string, stdin io.Reader, stdout io.Writer) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render EVENT",
		Short: "Make one mail from sample data or from a file",
		Long: `Make one mail from sample data or from a file.

Without --data, sample data of the event is used, as on 2026-11-20 unless --now
says otherwise. With --data, the mail is made as of now.

The events are:
` + listEvents(),
		Example: "  billet render payment_overdue --locale fr -o overdue.html\n  billet render signup --data signup.json --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("render needs the name of one event, such as payment_overdue (see billet render --help)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRender(cmd.Context(), *dir, args[0], flags, stdin, stdout)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.template, "template", "", "template to use (default: the event's name)")
	f.StringVar(&flags.locale, "locale", "", "language, such as fr or fr-CA (default: the customer's, else the folder's)")
	f.StringVar(&flags.sample, "sample", "", "sample data to use, such as rich (default: plain)")
	f.StringVar(&flags.data, "data", "", "JSON file with the event's data; - reads standard input")
	f.StringVar(&flags.now, "now", "", "time of the mail: 2026-11-20 (noon, UTC) or 2026-11-20T09:00:00+01:00")
	f.IntVar(&flags.step, "step", 1, "which reminder of a schedule this is")
	f.StringVar(&flags.format, "format", "html", "what to print: "+strings.Join(renderFormats, ", "))
	f.StringVarP(&flags.output, "output", "o", "", "file to write (default: standard output)")
	return cmd
}

// listEvents has a line for each event: its name and its title.
func listEvents() string {
	var lines []string
	for _, e := range events.Canonical().All() {
		lines = append(lines, fmt.Sprintf("  %-30s %s", e.ID, e.Title))
	}
	return strings.Join(lines, "\n")
}

func runRender(ctx context.Context, dir, event string, flags renderFlags, stdin io.Reader, stdout io.Writer) error {
	if !slices.Contains(renderFormats, flags.format) {
		return usageError{fmt.Errorf("there is no format %q (%s)", flags.format, diag.DidYouMean(flags.format, renderFormats))}
	}
	if flags.sample != "" && flags.data != "" {
		return usageError{fmt.Errorf("--sample and --data exclude each other")}
	}
	if flags.step < 1 {
		return usageError{fmt.Errorf("--step counts from 1")}
	}
	files, _, err := mailFolder(dir)
	if err != nil {
		return err
	}
	catalogue, err := billet.Events(files)
	if err != nil {
		return err
	}
	if _, err := findEvent(catalogue, event); err != nil {
		return err
	}
	if flags.template == "" {
		flags.template = event
	}
	folder, err := billet.Open(files, billet.Options{Templates: []string{flags.template}})
	if err != nil {
		return err
	}
	message, err := renderMessage(ctx, folder, event, flags, stdin)
	if err != nil {
		return err
	}
	out, err := formatMessage(message, flags.format)
	if err != nil {
		return err
	}
	return write(out, flags.output, stdout)
}

func renderMessage(ctx context.Context, folder *billet.Folder, event string, flags renderFlags, stdin io.Reader) (*mail.Message, error) {
	if flags.locale != "" && !folder.Speaks(flags.locale) {
		return nil, &billet.NotFoundError{What: "language", Name: flags.locale, Help: diag.DidYouMean(flags.locale, folder.Languages())}
	}
	now, err := renderTime(flags)
	if err != nil {
		return nil, err
	}
	data, err := renderData(folder, event, flags, stdin)
	if err != nil {
		return nil, err
	}
	message, err := folder.Render(ctx, billet.RenderRequest{
		Event: event, Template: flags.template, Locale: flags.locale, Data: data, Now: now, Step: flags.step,
	})
	var missing *billet.NotFoundError
	if errors.As(err, &missing) {
		return nil, usageError{fmt.Errorf("the template %s is not for the event %s (name the event under events: at the top of the template)", flags.template, event)}
	}
	return message, err
}

func renderTime(flags renderFlags) (time.Time, error) {
	switch {
	case flags.now == "" && flags.data == "":
		return billet.SampleTime(), nil
	case flags.now == "":
		return time.Now(), nil
	}
	if t, err := time.Parse(time.RFC3339, flags.now); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.DateOnly, flags.now); err == nil {
		return t.Add(12 * time.Hour), nil // noon: the same day in almost all time zones
	}
	return time.Time{}, usageError{fmt.Errorf("--now %s is no time (write 2026-11-20 or 2026-11-20T09:00:00+01:00)", flags.now)}
}

func renderData(folder *billet.Folder, event string, flags renderFlags, stdin io.Reader) (*diag.Source, error) {
	if flags.data == "" {
		return folder.Sample(event, flags.sample)
	}
	if flags.data == "-" {
		text, err := io.ReadAll(stdin)
		return diag.NewSource("standard input", string(text)), err
	}
	text, err := os.ReadFile(flags.data)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", flags.data, cause(err))
	}
	return diag.NewSource(flags.data, string(text)), nil
}

// rendered is the stable JSON form of a message.
type rendered struct {
	Event       string            `json:"event"`
	Template    string            `json:"template"`
	Locale      string            `json:"locale"`
	LocaleChain []string          `json:"locale_chain"`
	Subject     string            `json:"subject"`
	Preheader   string            `json:"preheader"`
	From        string            `json:"from"`
	To          []string          `json:"to"`
	Cc          []string          `json:"cc"`
	Bcc         []string          `json:"bcc"`
	ReplyTo     string            `json:"reply_to"`
	Headers     map[string]string `json:"headers"`
	HTML        string            `json:"html"`
	Text        string            `json:"text"`
	Attachments []attachment      `json:"attachments"`
}

type attachment struct {
	Filename  string `json:"filename"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Inline    bool   `json:"inline"`
}

func formatMessage(m *mail.Message, format string) (string, error) {
	switch format {
	case "text":
		return m.Text(), nil
	case "subject":
		return m.Subject() + "\n", nil
	case "json":
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		err := encoder.Encode(rendered{
			Event: m.Event(), Template: m.Template(), Locale: m.Locale(), LocaleChain: m.LocaleChain(),
			Subject: m.Subject(), Preheader: m.Preheader(), HTML: m.HTML(), Text: m.Text(),
			To: []string{}, Cc: []string{}, Bcc: []string{}, Headers: map[string]string{}, Attachments: []attachment{},
		})
		return b.String(), err
	}
	return m.HTML() + "\n", nil
}
