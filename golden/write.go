package golden

import (
	"errors"
	"io/fs"
	"os"
	"path"
)

// Write makes golden files what the mails are: changed and missing ones are
// written, each whole or not at all, left-over ones removed. It returns how
// many files it touched; after an error, those before it are done.
func Write(root *os.Root, results []Result) (int, error) {
	touched := 0
	for _, r := range results {
		var err error
		switch r.State {
		case Same:
			continue
		case LeftOver:
			err = root.Remove(r.File)
		default:
			err = writeWhole(root, r.File, r.Got)
		}
		if err != nil {
			return touched, err
		}
		touched++
	}
	return touched, nil
}

// writeWhole writes beside the file and renames, so that who reads at the same
// time sees one text or the other.
func writeWhole(root *os.Root, name, text string) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	scratch := path.Dir(name) + "/." + path.Base(name) + "~"
	if err := root.WriteFile(scratch, []byte(text), 0o644); err != nil {
		return errors.Join(err, removed(root, scratch))
	}
	if err := root.Rename(scratch, name); err != nil {
		return errors.Join(err, removed(root, scratch))
	}
	return nil
}

// removed removes a file that may not be there.
func removed(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
