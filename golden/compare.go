package golden

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/billet-mail/billet"
)

// State says how a mail and its golden file relate.
type State uint8

// The states.
const (
	Same     State = iota
	Changed        // the mail differs from its file
	Missing        // the mail has no file
	LeftOver       // the file has no mail
)

// Result is a mail held against its golden file.
type Result struct {
	Mail  Mail   // zero for a file that is left over
	File  string // path in the mail folder
	State State
	Want  string // what the file says; "" if it is missing
	Got   string // what the mail is; "" if the file is left over
}

// Compare holds all mails of a folder against the golden files in files, which
// is the mail folder or one laid out like it. The results come in the order of
// the files, those that are the same included. An error is one of the file
// system, of the context, or of a sample that does not fit its event.
func Compare(ctx context.Context, f *billet.Folder, files fs.FS) ([]Result, error) {
	mails := Mails(f)
	results := make([]Result, len(mails))
	errs := make([]error, len(mails))
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				results[i], errs[i] = CompareOne(ctx, f, files, mails[i])
			}
		})
	}
	for i := range mails {
		next <- i
	}
	close(next)
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	left, err := Orphans(files, results)
	if err != nil {
		return nil, err
	}
	results = append(results, left...)
	slices.SortFunc(results, func(a, b Result) int { return strings.Compare(a.File, b.File) })
	return results, nil
}

// CompareOne holds one mail against its golden file.
func CompareOne(ctx context.Context, f *billet.Folder, files fs.FS, m Mail) (Result, error) {
	got, err := Make(ctx, f, m)
	if err != nil {
		return Result{Mail: m, File: m.File()}, err
	}
	return CompareText(files, m, got)
}

// CompareText holds what [Text] wrote of a mail against its golden file.
func CompareText(files fs.FS, m Mail, got string) (Result, error) {
	r := Result{Mail: m, File: m.File(), Got: got}
	want, err := fs.ReadFile(files, r.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.State = Missing
		return r, nil
	case err != nil:
		return r, err
	}
	// Git may have written the file with the line ends of its system.
	r.Want = strings.ReplaceAll(string(want), "\r\n", "\n")
	if r.Want != r.Got {
		r.State = Changed
	}
	return r, nil
}

// Orphans finds golden files that none of the results is about.
func Orphans(files fs.FS, results []Result) ([]Result, error) {
	known := map[string]bool{}
	for _, r := range results {
		known[r.File] = true
	}
	var left []Result
	err := fs.WalkDir(files, Dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == Dir && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case entry.IsDir() || known[name] || path.Ext(name) != ".txtar" || strings.HasPrefix(entry.Name(), "."):
			return nil
		}
		want, err := fs.ReadFile(files, name)
		left = append(left, Result{File: name, State: LeftOver, Want: string(want)})
		return err
	})
	return left, err
}

// Fault says what is wrong, with the difference and the remedy; "" if the mail
// is as its file says.
func (r Result) Fault() string {
	switch r.State {
	case Changed:
		return r.File + ": the mail is not as its golden file says (if the change is right: billet test --update)\n" + r.Diff()
	case Missing:
		return r.File + ": the mail has no golden file (look at the mail, then: billet test --update)"
	case LeftOver:
		return r.File + ": no mail belongs to this golden file (remove it, or: billet test --update)"
	}
	return ""
}
