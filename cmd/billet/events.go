package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

var eventFormats = []string{"text", "json", "markdown"}

func eventsCommand(dir *string, stdout io.Writer) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "events [EVENT]",
		Short: "List the events, or the placeholders of one",
		Long: `List the events, or the placeholders of one.

A placeholder is required, optional (it may be absent: print it inside an if, or
with a default) or derived (Billet works it out, an application never sends it).`,
		Example: "  billet events\n  billet events payment_overdue --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{errors.New("events takes the name of one event, or none to list them all (see billet events --help)")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(eventFormats, format) {
				return usageError{fmt.Errorf("there is no format %q (%s)", format, diag.DidYouMean(format, eventFormats))}
			}
			catalogue, err := folderEvents(*dir)
			if err != nil {
				return err
			}
			out, err := describeEvents(catalogue, args, format)
			if err != nil {
				return err
			}
			return write(out, "", stdout)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "what to print: "+strings.Join(eventFormats, ", "))
	return cmd
}

// describeEvents describes the event that is named, or all.
func describeEvents(catalogue *events.Catalogue, names []string, format string) (string, error) {
	if len(names) == 0 {
		switch format {
		case "json":
			documents := []events.Document{}
			for _, e := range catalogue.All() {
				documents = append(documents, e.Document())
			}
			return indented(documents)
		case "markdown":
			return catalogue.Markdown(), nil
		}
		return catalogue.Text(), nil
	}
	e, err := findEvent(catalogue, names[0])
	if err != nil {
		return "", err
	}
	switch format {
	case "json":
		return indented(e.Document())
	case "markdown":
		return e.Markdown(), nil
	}
	return e.Document().Text(), nil
}

func findEvent(catalogue *events.Catalogue, name string) (*events.Event, error) {
	if e, ok := catalogue.Lookup(name); ok {
		return e, nil
	}
	return nil, &billet.NotFoundError{What: "event", Name: name, Help: diag.DidYouMean(name, catalogue.IDs())}
}

// indented is JSON for people and for programs.
func indented(value any) (string, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	err := w.Encode(value)
	return b.String(), err
}
