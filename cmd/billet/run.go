package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

// Exit codes.
const (
	exitFine     = 0
	exitFaults   = 1 // in the folder or in the data, or a file that cannot be read or written
	exitUsage    = 2 // unknown commands, flags and names
	exitDelivery = 3 // a message did not reach every recipient
)

// usageError is a wrong call.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run is the command: data goes to stdout, words to stderr. It returns the exit
// code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := rootCommand(stdin, stdout, stderr)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitFine
	}
	return explain(err, stderr)
}

// explain prints an error and chooses the exit code.
func explain(err error, stderr io.Writer) int {
	if errors.Is(err, errReported) {
		return exitFaults
	}
	var faults diag.List
	if errors.As(err, &faults) {
		fmt.Fprintln(stderr, faults.Error())
		return exitFaults
	}
	fmt.Fprintln(stderr, "billet: "+err.Error())
	if errors.As(err, new(deliveryError)) {
		return exitDelivery
	}
	var usage usageError
	var notFound *billet.NotFoundError
	if errors.As(err, &usage) || errors.As(err, &notFound) {
		return exitUsage
	}
	return exitFaults
}

func rootCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var dir string
	root := &cobra.Command{
		Use:           "billet",
		Short:         "Billing e-mail that cannot go wrong",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVarP(&dir, "dir", "C", "", "the mail folder (default: this folder if it has a billet.yaml, else the starter; in a checkout of Billet "+starterPath+")")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(previewCommand(&dir, stderr))
	root.AddCommand(renderCommand(&dir, stdin, stdout))
	root.AddCommand(sendCommand(&dir, stdin, stdout, stderr))
	root.AddCommand(checkCommand(&dir, stdout, stderr))
	root.AddCommand(testCommand(&dir, stdout, stderr))
	root.AddCommand(initCommand(stdout, stderr))
	root.AddCommand(explainCommand(&dir, stdin, stdout))
	root.AddCommand(timelineCommand(&dir, stdout, stderr))
	root.AddCommand(eventsCommand(&dir, stdout))
	root.AddCommand(schemaCommand(&dir, stdout))
	return root
}
