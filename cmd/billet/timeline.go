package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/timeline"
	"github.com/billet-mail/billet/starter"
)

var timelineFormats = []string{"text", "json", "html"}

func timelineCommand(dir *string, stdout, stderr io.Writer) *cobra.Command {
	var format, output, eml string
	cmd := &cobra.Command{
		Use:   "timeline SCENARIO",
		Short: "Play a customer's life and show every mail",
		Long: `Play a customer's life by a made-up clock and show every mail, every mail that
is not sent with its reason, and what looks wrong: long gaps, the same mail
twice, too many mails within a day. Nothing is sent.

A scenario is a file of the mail folder, scenarios/NAME.yaml. Those of the
starter are:
` + listScenarios(),
		Example: "  billet timeline overdue-to-cancellation\n  billet timeline happy-trial --format html -o trial.html",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("timeline needs the name of one scenario, such as happy-trial (see billet timeline --help)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(timelineFormats, format) {
				return usageError{fmt.Errorf("there is no format %q (%s)", format, diag.DidYouMean(format, timelineFormats))}
			}
			report, err := playScenario(cmd.Context(), *dir, args[0])
			if err != nil {
				return err
			}
			if eml != "" {
				if err := writeMails(report, eml, stderr); err != nil {
					return err
				}
			}
			out, err := formatReport(report, format)
			if err != nil {
				return err
			}
			return write(out, output, stdout)
		},
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "text", "what to print: "+strings.Join(timelineFormats, ", "))
	f.StringVarP(&output, "output", "o", "", "file to write (default: standard output)")
	f.StringVar(&eml, "eml", "", "folder to write every mail to, as an .eml file")
	return cmd
}

// listScenarios has a line for each scenario of the starter: its name and its
// title.
func listScenarios() string {
	folder := starter.Folder()
	files, err := fs.Glob(folder, "scenarios/*.yaml")
	if err != nil {
		return ""
	}
	var lines []string
	for _, file := range files {
		text, err := fs.ReadFile(folder, file)
		if err != nil {
			continue
		}
		if s, err := timeline.Parse(diag.NewSource(file, string(text))); err == nil {
			lines = append(lines, fmt.Sprintf("  %-26s %s", s.Name, s.Title))
		}
	}
	return strings.Join(lines, "\n")
}

func playScenario(ctx context.Context, dir, name string) (*timeline.Report, error) {
	files, _, err := mailFolder(dir)
	if err != nil {
		return nil, err
	}
	folder, err := billet.Open(files, billet.Options{})
	if err != nil {
		return nil, err
	}
	scenario, err := folder.Scenario(name)
	if err != nil {
		return nil, err
	}
	return folder.Play(ctx, scenario)
}

// formatReport is a report in one of timelineFormats.
func formatReport(r *timeline.Report, format string) (string, error) {
	var b strings.Builder
	var err error
	switch format {
	case "json":
		err = r.JSON(&b)
	case "html":
		err = r.HTML(&b)
	default:
		err = r.Text(&b)
	}
	return b.String(), err
}

// writeMails writes the mails of a report into a folder, which is made if it is
// not there: 003-day-14-overdue.eml is the third, of day 14.
func writeMails(r *timeline.Report, dir string, stderr io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("cannot make the folder %s: %w", dir, cause(err))
	}
	mails := r.Mails()
	for i, e := range mails {
		name := fmt.Sprintf("%03d-day-%d-%s.eml", i+1, e.Day, e.Notification)
		if err := write(string(e.Message.Bytes()), filepath.Join(dir, name), nil); err != nil {
			return err
		}
	}
	fmt.Fprintf(stderr, "mails written to %s: %d\n", dir, len(mails))
	return nil
}
