package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
)

// renderFlags are the flags of billet render.
type renderFlags struct {
	mailFlags
	format, output string
}

var renderFormats = []string{"html", "text", "subject", "json", "eml"}

func renderCommand(dir *string, stdin io.Reader, stdout io.Writer) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render EVENT",
		Short: "Make one mail from sample data or from a file",
		Long: `Make one mail from sample data or from a file.

Without --data, sample data of the event is used, as on 2026-11-20 unless --now
says otherwise. With --data, the mail is made as of now.

--format eml gives the whole message as it is sent.

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
	flags.add(f)
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
	message, err := flags.message(ctx, dir, event, stdin)
	if err != nil {
		return err
	}
	out, err := formatMessage(message, flags.format)
	if err != nil {
		return err
	}
	return write(out, flags.output, stdout)
}

// formatMessage is a message in one of renderFormats.
func formatMessage(m *mail.Message, format string) (string, error) {
	switch format {
	case "text":
		return m.Text(), nil
	case "subject":
		return m.Subject() + "\n", nil
	case "json":
		return indented(messageJSON(m))
	case "eml":
		return string(m.Bytes()), nil
	}
	return m.HTML() + "\n", nil
}
