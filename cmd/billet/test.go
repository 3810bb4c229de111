package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/golden"
)

func testCommand(dir *string, stdout, stderr io.Writer) *cobra.Command {
	var update bool
	cmd := &cobra.Command{
		Use:   "test",
		Short: "Hold every mail against its golden file",
		Long: `Hold every mail of the folder against its golden file: each template with
each sample, in each language it is written in. What differs is printed.

Golden files are golden/TEMPLATE/EVENT.VARIANT.LOCALE.txtar in the mail folder.
Look at the mails before you let --update write them, and at their difference
before you commit it.`,
		Example: "  billet -C mails test\n  billet -C mails test --update",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{errors.New("test takes no arguments (the mail folder is -C DIR)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runTest(cmd.Context(), *dir, update, stdout, stderr)
		},
	}
	cmd.Flags().BoolVar(&update, "update", false, "make the golden files what the mails are")
	return cmd
}

func runTest(ctx context.Context, named string, update bool, stdout, stderr io.Writer) error {
	files, dir, err := mailFolder(named)
	if err != nil {
		return err
	}
	if dir == "" {
		return usageError{errors.New("the starter has no golden files here (for a folder of your own: billet init mails && billet -C mails test --update)")}
	}
	folder, err := billet.Open(files, billet.Options{})
	if err != nil {
		return err
	}
	results, err := golden.Compare(ctx, folder, files)
	if err != nil {
		return err
	}
	if update {
		return updateGoldens(dir, results, stderr)
	}
	differing := 0
	for _, r := range results {
		if fault := r.Fault(); fault != "" {
			differing++
			fmt.Fprintln(stdout, fault)
		}
	}
	if differing > 0 {
		return fmt.Errorf("of %d golden files %d are not as the mails are", len(results), differing)
	}
	fmt.Fprintf(stderr, "%d mails are as their golden files say\n", len(results))
	return nil
}

func updateGoldens(dir string, results []golden.Result, stderr io.Writer) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	touched, err := golden.Write(root, results)
	if err != nil {
		return fmt.Errorf("cannot write the golden files: %w (%d were written)", err, touched)
	}
	fmt.Fprintf(stderr, "%d of %d golden files changed\n", touched, len(results))
	return nil
}
