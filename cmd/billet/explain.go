package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

// explainFlags are the flags of billet explain.
type explainFlags struct {
	mailFlags
	state, format string
}

var explainFormats = []string{"text", "json"}

func explainCommand(dir *string, stdin io.Reader, stdout io.Writer) *cobra.Command {
	var flags explainFlags
	cmd := &cobra.Command{
		Use:   "explain EVENT",
		Short: "Say who gets which mail when this happens, and why not",
		Long: `Say what becomes of every notification of an event: who gets which mail, in
which language, when, and why not. Every gate is shown with the values that
decided. Nothing is sent.

Without --data, sample data of the event is used, as on 2026-11-20 unless --now
says otherwise. --state names a JSON file with what is known around it, all of
it optional:

  {"key": "F-1", "action": "order-7", "previous": {the data before the change},
   "matter": {"id": "F-1", "paid": false, "switches": {"due": false}},
   "customer": {"paused": false}, "call": {"template": "", "suppress": false},
   "sent": [{"notification": "payment-overdue", "occurrence": "F-1@2026-11-16",
             "step": 1, "recipient": "jo@example.com", "at": "2026-11-17T08:00:00Z"}]}`,
		Example: "  billet explain payment_failed --sample echeck\n  billet explain payment_overdue --data overdue.json --state state.json --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("explain needs the name of one event, such as payment_overdue (see billet explain --help)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.Context(), *dir, args[0], flags, stdin, stdout)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.sample, "sample", "", "sample data to use, such as rich (default: plain)")
	f.StringVar(&flags.data, "data", "", "JSON file with the event's data; - reads standard input")
	f.StringVar(&flags.now, "now", "", "when it is asked: 2026-11-20 (noon, UTC) or 2026-11-20T09:00:00+01:00")
	f.StringVar(&flags.state, "state", "", "JSON file with the matter, the customer, the call, and what was sent")
	f.StringVar(&flags.format, "format", "text", "what to print: "+strings.Join(explainFormats, ", "))
	return cmd
}

func runExplain(ctx context.Context, dir, event string, flags explainFlags, stdin io.Reader, stdout io.Writer) error {
	if !slices.Contains(explainFormats, flags.format) {
		return usageError{fmt.Errorf("there is no format %q (%s)", flags.format, diag.DidYouMean(flags.format, explainFormats))}
	}
	if flags.sample != "" && flags.data != "" {
		return usageError{errors.New("--sample and --data exclude each other")}
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
	folder, err := billet.Open(files, billet.Options{})
	if err != nil {
		return err
	}
	now, err := flags.time()
	if err != nil {
		return err
	}
	data, err := flags.read(folder, event, stdin)
	if err != nil {
		return err
	}
	state, err := readState(flags.state)
	if err != nil {
		return err
	}
	known, err := state.ledger(ctx)
	if err != nil {
		return err
	}
	o := state.occurrence(event, data, now)
	decisions, err := folder.Plan(ctx, billet.PlanOptions{Now: now, Ledger: known}, o)
	if err != nil {
		return err
	}
	out := explainText(o, now, decisions)
	if flags.format == "json" {
		if out, err = indented(billet.Explain(o, decisions)); err != nil {
			return err
		}
	}
	return write(out, "", stdout)
}
