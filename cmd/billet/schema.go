package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"
)

func schemaCommand(dir *string, stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "schema EVENT",
		Short: "Print the JSON Schema of an event's data",
		Long: `Print the JSON Schema (draft 2020-12) of an event's data, for editors and for
applications in other languages. What Billet accepts fits the schema; sums, the
order of dates and card numbers are checked by Billet alone.`,
		Example: "  billet schema payment_overdue > payment_overdue.schema.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("schema needs the name of one event, such as payment_overdue (see billet schema --help)")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
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
