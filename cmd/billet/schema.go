package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
)

func schemaCommand(dir *string, stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "schema notification|EVENT",
		Short: "Print the JSON Schema of a notification, or of an event's data",
		Long: `Print the JSON Schema (draft 2020-12) of the files in notifications/, or of an
event's data, for editors and for applications in other languages. What Billet
accepts fits the schema; names, sums, the order of dates and card numbers are
checked by Billet alone.`,
		Example: "  billet schema payment_overdue > payment_overdue.schema.json\n  billet schema notification > notification.schema.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("schema needs notification, or the name of one event, such as payment_overdue (see billet schema --help)")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] == "notification" {
				return write(billet.NotificationSchema(), "", stdout)
			}
			catalogue, err := folderEvents(*dir)
			if err != nil {
				return err
			}
			e, err := findEvent(catalogue, args[0])
			if err != nil {
				return err
			}
			schema, err := e.JSONSchema()
			if err != nil {
				return err
			}
			return write(string(schema), "", stdout)
		},
	}
}
