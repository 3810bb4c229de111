package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/billet-mail/billet/starter"
)

func main() {
	out := flag.String("o", "gallery", "folder to write to; what is in it is removed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *out, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run fills the folder out with the mails of the named templates, of all if
// none is named.
func run(ctx context.Context, out string, templates []string) error {
	browser, err := findBrowser()
	if err != nil {
		return err
	}
	pictures, err := render(ctx, starter.Folder(), templates)
	if err != nil {
		return err
	}
	if out, err = emptied(out); err != nil {
		return err
	}
	for _, p := range pictures {
		if err := os.WriteFile(filepath.Join(out, mailsFolder, p.File()), []byte(p.HTML), 0o644); err != nil {
			return err
		}
	}
	for _, l := range looks() {
		for _, s := range sheets(l, pictures) {
			if err := browser.take(ctx, out, s); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(os.Stderr, "%d mails in %s\n", len(pictures), out)
	return nil
}

// mailsFolder is where the mails lie inside the gallery.
const mailsFolder = "mails"

// marker is a file that says that a folder was made by this program.
const marker = ".gallery"

// emptied makes the folder anew. It removes only a folder that it made itself.
func emptied(out string) (string, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	entries, err := os.ReadDir(out)
	if err != nil && !os.IsNotExist(err) {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(out, marker)); err != nil && len(entries) > 0 {
		return "", fmt.Errorf("%s is no gallery: name a folder that is empty or does not exist", out)
	}
	if err := os.RemoveAll(out); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(out, mailsFolder), 0o755); err != nil {
		return "", err
	}
	return out, os.WriteFile(filepath.Join(out, marker), nil, 0o644)
}
