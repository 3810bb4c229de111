package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet/preview"
)

func runExport(cmd *cobra.Command, named string, flags previewFlags, stderr io.Writer) error {
	for _, name := range []string{"addr", "allow-remote", "host", "smtp", "allow"} {
		if cmd.Flags().Changed(name) {
			return usageError{fmt.Errorf("--export serves nothing (leave out --%s)", name)}
		}
	}
	if flags.export == "" {
		return usageError{errors.New("--export needs a folder (such as --export review)")}
	}
	files, _, err := mailFolder(named)
	if err != nil {
		return err
	}
	exported, err := preview.Export(cmd.Context(), preview.ExportOptions{Folder: files, Dir: flags.export})
	var place *preview.PlaceError
	if errors.As(err, &place) {
		return usageError{err}
	}
	if exported.Index == "" {
		return err
	}
	fmt.Fprintf(stderr, "mails written: %d, listed in %s\n", exported.Mails, exported.Index)
	if exported.Missing > 0 {
		fmt.Fprintf(stderr, "mails missing because of faults: %d\n", exported.Missing)
	}
	if flags.open {
		openPage(cmd.Context(), exported.Index, stderr)
	}
	return err
}

// openPage opens a file in the browser.
func openPage(ctx context.Context, file string, stderr io.Writer) {
	at, err := filepath.Abs(file)
	if err != nil {
		fmt.Fprintf(stderr, "cannot open the browser: %v\n", err)
		return
	}
	page := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(at), "/")}
	openBrowser(ctx, page.String(), stderr)
}
