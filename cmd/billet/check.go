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
	"github.com/billet-mail/billet/diag/report"
)

var checkFormats = []string{"text", "json", "sarif", "github"}

// errReported stands for faults that the output has told.
var errReported = errors.New("the mail folder has faults")

func checkCommand(dir *string, stdout, stderr io.Writer) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Find everything that is wrong with the mail folder",
		Long: `Find everything that is wrong with the mail folder, in all templates and languages.

Faults stop the folder from opening, warnings do not: the exit code is 1 if there
is a fault, 0 if there are warnings only. docs/diagnostics.md explains each code.
billet.yaml raises a warning to an error, or silences it, by its code:

  check:
    severity:
      language-links: error
      folder-unused: off`,
		Example: "  billet check\n  billet check -C mails --format sarif > billet.sarif",
		Args:    noArguments("check"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains(checkFormats, format) {
				return usageError{fmt.Errorf("there is no format %q (%s)", format, diag.DidYouMean(format, checkFormats))}
			}
			return runCheck(cmd.Context(), *dir, format, stdout, stderr)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "what to print: "+strings.Join(checkFormats, ", "))
	return cmd
}

// noArguments refuses words behind a command.
func noArguments(command string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError{fmt.Errorf("%s takes no argument %q (name the mail folder by -C)", command, args[0])}
		}
		return nil
	}
}

func runCheck(ctx context.Context, named, format string, stdout, stderr io.Writer) error {
	files, dir, err := mailFolder(named)
	if err != nil {
		return err
	}
	found, err := checked(ctx, files)
	if err != nil {
		return err
	}
	switch format {
	case "json":
		err = report.JSON(stdout, found)
	case "sarif":
		err = report.SARIF(stdout, found, place(dir))
	case "github":
		err = report.GitHub(stdout, found, place(dir))
	default:
		err = diag.Printer{Source: sourcesOf(files), Color: colored(stdout)}.Print(stdout, found)
		fmt.Fprintln(stderr, counted(found))
	}
	if err == nil && found.Errors() > 0 {
		return errReported
	}
	return err
}

// checked is all that is to say about a mail folder. The error is one of the
// file system.
func checked(ctx context.Context, files fs.FS) (diag.List, error) {
	folder, err := billet.Open(files, billet.Options{})
	var faults diag.List
	switch {
	case errors.As(err, &faults):
		return faults, nil
	case err != nil:
		return nil, err
	}
	warnings, err := folder.Check(ctx)
	return append(diag.List(folder.Warnings()), warnings...).Normal(), err
}

// counted says how much was found.
func counted(list diag.List) string {
	number := func(n int, one, many string) string {
		switch n {
		case 0:
			return "no " + many
		case 1:
			return "1 " + one
		}
		return fmt.Sprintf("%d %s", n, many)
	}
	errors := list.Errors()
	return number(errors, "fault", "faults") + ", " + number(len(list)-errors, "warning", "warnings")
}

// sourcesOf finds the texts of a mail folder's files.
func sourcesOf(files fs.FS) func(file string) (*diag.Source, bool) {
	return func(file string) (*diag.Source, bool) {
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, false
		}
		return diag.NewSource(file, strings.TrimPrefix(string(text), "\uFEFF")), true
	}
}

// colored reports whether a writer is a terminal that wants colour; see
// no-color.org.
func colored(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// place is the mail folder's path from the current folder, which for GitHub and
// SARIF is the root of the repository; empty if it is that, or elsewhere.
func place(dir string) string {
	if filepath.IsAbs(dir) {
		here, err := os.Getwd()
		if err != nil {
			return ""
		}
		if dir, err = filepath.Rel(here, dir); err != nil {
			return ""
		}
	}
	dir = filepath.ToSlash(filepath.Clean(dir))
	if dir == "." || dir == ".." || strings.HasPrefix(dir, "../") {
		return ""
	}
	return dir
}
