package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/starter"
)

func initCommand(stdout, stderr io.Writer) *cobra.Command {
	var choice starter.Choice
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Write the starter into a folder, without overwriting anything",
		Long: `Write the starter into a folder: templates, layout, styles and strings to
change as you like. What is there already stays as it is, so that init also
brings back what was deleted.

With --only, a folder that has a billet.yaml gets the named templates, the
partials that they include and the notifications that send them, and nothing
else.`,
		Example: "  billet init mails\n  billet init mails --locale fr --only payment_overdue",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("init needs one folder (see billet init --help)")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return runInit(args[0], choice, stdout, stderr)
		},
	}
	cmd.Flags().StringSliceVar(&choice.Locales, "locale", nil, "languages to write, such as en,fr (default: all)")
	cmd.Flags().StringSliceVar(&choice.Templates, "only", nil, "templates to write (default: all)")
	return cmd
}

func runInit(dir string, choice starter.Choice, stdout, stderr io.Writer) error {
	files, err := starter.Choose(choice)
	if err != nil {
		var unknown *starter.UnknownError
		if errors.As(err, &unknown) {
			return usageError{err}
		}
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	_, err = root.Stat("billet.yaml")
	restore := err == nil && len(choice.Templates) > 0
	added, kept := 0, 0
	for _, f := range files {
		if restore && !partOfTemplate(f.Name) {
			continue
		}
		wrote, err := addFile(root, f)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", path.Join(dir, f.Name), err)
		case wrote:
			added++
			fmt.Fprintf(stdout, "added %s\n", f.Name)
		default:
			kept++
			fmt.Fprintf(stdout, "kept  %s\n", f.Name)
		}
	}
	noun := "files"
	if added == 1 {
		noun = "file"
	}
	fmt.Fprintf(stderr, "%s: %d %s added, %d kept as they were\n", dir, added, noun, kept)
	judge(root, dir, stderr)
	return nil
}

// partOfTemplate reports the files that belong to templates alone.
func partOfTemplate(name string) bool {
	top := name
	for path.Dir(top) != "." {
		top = path.Dir(top)
	}
	return top == "templates" || top == "partials" || top == "notifications"
}

// addFile writes a file that is missing, whole or not at all.
func addFile(root *os.Root, f starter.File) (wrote bool, err error) {
	if _, err := root.Lstat(f.Name); err == nil {
		return false, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if err := root.MkdirAll(path.Dir(f.Name), 0o755); err != nil {
		return false, err
	}
	temp := f.Name + ".billet-new"
	if err := root.WriteFile(temp, []byte(f.Text), 0o644); err != nil {
		root.Remove(temp)
		return false, err
	}
	return true, root.Rename(temp, f.Name)
}

// judge says what is wrong with the folder now: files that were kept may not
// fit those that were added.
func judge(root *os.Root, dir string, stderr io.Writer) {
	if _, err := billet.Open(root.FS(), billet.Options{}); err != nil {
		fmt.Fprintf(stderr, "%s: not all of it fits together yet:\n%v\n", dir, err)
	}
}
