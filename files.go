package billet

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/billet-mail/billet/diag"
)

// Limits of a mail folder, so that a wrong path cannot fill the memory.
const (
	maxFileSize = 4 << 20
	maxFiles    = 20000
)

// textFolders are the folders whose files Billet reads as text.
var textFolders = []string{"layouts", "partials", "styles", "templates", "locales", "samples", "scenarios", "notifications"}

// files is the files of a mail folder, by path.
type files struct {
	sources  map[string]*diag.Source
	binaries map[string]*binary
	dirs     map[string][]string // names in a directory, ordered
}

// readFiles reads the files of a mail folder. An error is one of the file
// system; hidden files, and files whose name ends in ~, are left out.
func readFiles(folder fs.FS) (*files, error) {
	f := &files{sources: map[string]*diag.Source{}, binaries: map[string]*binary{}, dirs: map[string][]string{}}
	if err := f.read(folder, "billet.yaml"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, dir := range textFolders {
		if err := walk(folder, dir, f.read); err != nil {
			return nil, err
		}
	}
	for _, dir := range binaryFolders {
		if err := walk(folder, dir, f.readBinary); err != nil {
			return nil, err
		}
	}
	names := slices.AppendSeq(slices.Collect(maps.Keys(f.sources)), maps.Keys(f.binaries))
	slices.Sort(names)
	for _, name := range names {
		for dir := path.Dir(name); ; name, dir = dir, path.Dir(dir) {
			if !slices.Contains(f.dirs[dir], path.Base(name)) {
				f.dirs[dir] = append(f.dirs[dir], path.Base(name))
			}
			if dir == "." {
				break
			}
		}
	}
	return f, nil
}

// walk reads the files below a directory, if it is there.
func walk(folder fs.FS, dir string, read func(folder fs.FS, name string) error) error {
	return fs.WalkDir(folder, dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == dir && errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir
		case err != nil:
			return err
		case name != dir && (strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(entry.Name(), "~")):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		return read(folder, name)
	})
}

// encoding reports files that are not UTF-8: mails are. The bytes that are not
// become question marks, so that the rest of the file can be judged.
func (f *files) encoding() diag.List {
	var report diag.List
	for _, name := range f.Names() {
		text := f.sources[name].Text()
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				report.Add(diag.FolderEncoding, f.sources[name].Range(i, i+1), "save the file as UTF-8", "this character is not UTF-8")
				f.sources[name] = diag.NewSource(name, readable(text))
				break
			}
			i += size
		}
	}
	return report
}

// readable is text with a question mark for every byte that is not UTF-8, so
// that all places stay what they are.
func readable(text string) string {
	b := []byte(text)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			b[i] = '?'
		}
		i += size
	}
	return string(b)
}

func (f *files) read(folder fs.FS, name string) error {
	if len(f.sources) >= maxFiles {
		return fmt.Errorf("the mail folder has more than %d files; is this the right folder?", maxFiles)
	}
	text, err := readFile(folder, name, maxFileSize)
	if err != nil {
		return err
	}
	f.sources[name] = diag.NewSource(name, strings.TrimPrefix(string(text), "\uFEFF"))
	return nil
}

// readFile reads a file of at most that many bytes.
func readFile(folder fs.FS, name string, most int64) ([]byte, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s: the file has more than %d MB", name, most>>20)
	}
	return data, err
}

// keep takes the Sources of an earlier reading for the files that are the same,
// so that what is known of them counts on. It reports whether all are.
func (f *files) keep(last *files) bool {
	same := len(f.sources) == len(last.sources) && f.keepBinaries(last)
	for name, src := range f.sources {
		if old := last.sources[name]; old != nil && old.Text() == src.Text() {
			f.sources[name] = old
		} else {
			same = false
		}
	}
	return same
}

// Source is the file of a path.
func (f *files) Source(path string) (*diag.Source, bool) {
	src, ok := f.sources[path]
	return src, ok
}

// Names are the paths of all files, ordered.
func (f *files) Names() []string { return slices.Sorted(maps.Keys(f.sources)) }

// List is the names in a directory, ordered.
func (f *files) List(dir string) []string { return f.dirs[dir] }

// texts are all texts of the folder, in the order of their paths.
func (f *files) texts() []string {
	var texts []string
	for _, name := range f.Names() {
		texts = append(texts, f.sources[name].Text())
	}
	return texts
}
