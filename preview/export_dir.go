package preview

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// manifest names the files of an export, so that the next one knows which are its
// own.
const manifest = "billet-export.json"

// PlaceError says that an export would get among files that are not its own.
// Nothing was written.
type PlaceError struct {
	Path   string // of the folder or the file
	Reason string
	Help   string
}

func (e *PlaceError) Error() string { return e.Path + " " + e.Reason + " (" + e.Help + ")" }

type manifestFile struct {
	Files []string `json:"files"`
}

// checkPlace refuses folders where an export would get among the files of a mail
// folder.
func checkPlace(dir string) error {
	if dir == "" {
		return errors.New("the export has no folder (set ExportOptions.Dir)")
	}
	at, err := realPath(dir)
	if err != nil {
		return err
	}
	for folder := at; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "billet.yaml")); err == nil {
			return &PlaceError{dir, "is in the mail folder " + folder, "choose a folder outside"}
		}
		if folder == filepath.Dir(folder) {
			break
		}
	}
	if _, err := os.Stat(filepath.Join(at, "mails", "billet.yaml")); err == nil {
		return &PlaceError{filepath.Join(dir, "mails"), "is a mail folder, and the mails would be written there", "choose another folder"}
	}
	return nil
}

// realPath is an absolute path without links, of a folder that may be missing.
func realPath(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for there, missing := at, ""; ; there, missing = filepath.Dir(there), filepath.Join(filepath.Base(there), missing) {
		real, err := filepath.EvalSymlinks(there)
		if err == nil {
			return filepath.Join(real, missing), nil
		}
		if there == filepath.Dir(there) {
			return at, nil
		}
	}
}

// writeExport writes the files, and removes those of an earlier export that are
// not among them.
func writeExport(ctx context.Context, dir string, files []exportedFile) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	before, err := readManifest(root)
	if err != nil {
		return err
	}
	var names []string
	for _, f := range files {
		names = append(names, f.name)
		if _, err := root.Lstat(f.name); err == nil && !slices.Contains(before, f.name) {
			return &PlaceError{filepath.Join(dir, filepath.FromSlash(f.name)), "is there already, and no export wrote it", "choose another folder, or remove it"}
		}
	}
	// What is half done at an end before time is known to be ours, too.
	if err := writeManifest(root, slices.Concat(before, names)); err != nil {
		return err
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := writeFile(root, f.name, f.body); err != nil {
			return err
		}
	}
	for _, name := range before {
		if slices.Contains(names, name) {
			continue
		}
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		root.Remove(path.Dir(name)) // fails while there is something else in it
	}
	return writeManifest(root, names)
}

// readManifest lists the files of an earlier export; none if there was none.
func readManifest(root *os.Root) ([]string, error) {
	text, err := root.ReadFile(manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m manifestFile
	err = json.Unmarshal(text, &m)
	if err != nil || slices.ContainsFunc(m.Files, notExported) {
		return nil, &PlaceError{filepath.Join(root.Name(), manifest), "is not what an export writes", "choose another folder, or remove it"}
	}
	return m.Files, nil
}

// notExported reports paths that no export writes.
func notExported(name string) bool {
	return !fs.ValidPath(name) || name != "index.html" && !strings.HasPrefix(name, "mails/")
}

func writeManifest(root *os.Root, names []string) error {
	names = slices.Clone(names)
	slices.Sort(names)
	text, err := json.MarshalIndent(manifestFile{slices.Compact(names)}, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(root, manifest, append(text, '\n'))
}

// writeFile writes a file that appears whole or not at all.
func writeFile(root *os.Root, name string, body []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	temp := path.Join(path.Dir(name), ".billet-"+rand.Text())
	if err := root.WriteFile(temp, body, 0o644); err != nil {
		root.Remove(temp)
		return err
	}
	if err := root.Rename(temp, name); err != nil {
		root.Remove(temp)
		return err
	}
	return nil
}
