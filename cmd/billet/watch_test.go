package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// desk is a mail folder in a folder of its own, as editors see it.
type desk struct {
	t       *testing.T
	changes <-chan struct{}
}

// at is a path; the mail folder is "mails".
func at(parts ...string) string { return filepath.Join(parts...) }

func (d *desk) must(err error) { require.NoError(d.t, err) }

func (d *desk) write(file, text string) {
	d.must(os.MkdirAll(filepath.Dir(file), 0o755))
	d.must(os.WriteFile(file, []byte(text), 0o644))
}

// changed waits for a change.
func (d *desk) changed() {
	select {
	case _, more := <-d.changes:
		require.True(d.t, more)
	case <-time.After(20 * time.Second):
		require.Fail(d.t, "no change was noticed")
	}
}

// becomes waits for changes until a file has a text when it is read after one.
func (d *desk) becomes(file, text string) {
	for {
		d.changed()
		if got, err := os.ReadFile(file); err == nil && string(got) == text {
			return
		}
	}
}

const page = "mails/templates/signup/en.md"

// TestWatch: however a file is saved, the newest text can be read after a change.
func TestWatch(t *testing.T) {
	for name, save := range map[string]func(d *desk){
		"in place": func(d *desk) { d.write(page, "new") },
		"emptied, and written later": func(d *desk) {
			file, err := os.Create(page)
			d.must(err)
			d.becomes(page, "")
			_, err = file.WriteString("new")
			d.must(err)
			d.must(file.Close())
		},
		"half of it, and the rest later": func(d *desk) {
			file, err := os.Create(page)
			d.must(err)
			_, err = file.WriteString("n")
			d.must(err)
			d.becomes(page, "n")
			_, err = file.WriteString("ew")
			d.must(err)
			d.must(file.Close())
		},
		"beside it, and renamed": func(d *desk) {
			d.write(page+"~", "new")
			d.must(os.Rename(page+"~", page))
		},
		"the old one kept": func(d *desk) {
			d.must(os.Rename(page, page+"~"))
			d.write(page, "new")
		},
		"removed, and written": func(d *desk) {
			d.must(os.Remove(page))
			d.changed()
			d.write(page, "new")
		},
		"another link": func(d *desk) {
			d.write("mails/templates/signup/other", "new")
			d.must(os.Symlink("other", page+".link"))
			d.must(os.Rename(page+".link", page))
		},
		"in place, behind a link": func(d *desk) {
			d.write("mails/.shared/en.md", "old")
			d.must(os.Remove(page))
			d.must(os.Symlink("../../.shared/en.md", page))
			d.changed()
			d.write("mails/.shared/en.md", "new")
		},
		"a volume that is exchanged": func(d *desk) {
			d.write("mails/..1/templates/signup/en.md", "old")
			d.write("mails/..2/templates/signup/en.md", "half")
			d.must(os.RemoveAll("mails/templates"))
			d.must(os.Symlink("..1", "mails/..data"))
			d.must(os.Symlink("..data/templates", "mails/templates"))
			d.becomes(page, "old")
			d.must(os.Symlink("..2", "mails/..new"))
			d.must(os.Rename("mails/..new", "mails/..data"))
			d.becomes(page, "half")
			d.write("mails/..2/templates/signup/en.md", "new")
		},
		"a folder that was moved away and back": func(d *desk) {
			d.must(os.Rename("mails/templates", "mails/away"))
			d.changed()
			d.must(os.Rename("mails/away", "mails/templates"))
			d.changed()
			d.write(page, "new")
		},
		"a folder that was made anew": func(d *desk) {
			d.must(os.RemoveAll("mails/templates"))
			d.changed()
			d.write(page, "old")
			d.becomes(page, "old")
			d.write(page, "new")
		},
		"the whole folder made anew": func(d *desk) {
			d.must(os.RemoveAll("mails"))
			d.changed()
			d.write(page, "old")
			d.becomes(page, "old")
			d.write(page, "new")
		},
		"another folder in its place": func(d *desk) {
			d.write("next/templates/signup/en.md", "old")
			d.must(os.Rename("mails", "last"))
			d.changed()
			d.must(os.Rename("next", "mails"))
			d.becomes(page, "old")
			d.write(page, "new")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			d := &desk{t: t}
			d.write("mails/billet.yaml", "format: 1\n")
			d.write(page, "old")
			d.watch("mails")
			save(d)
			d.becomes(page, "new")
		})
	}
}

func (d *desk) watch(dir string) {
	ctx, stop := context.WithCancel(context.Background())
	changes, err := watch(ctx, dir, io.Discard)
	d.must(err)
	d.changes = changes
	d.t.Cleanup(func() {
		stop()
		for range changes { // it is closed once all is let go
		}
	})
}

// TestWatchNew: what is new is watched, and what comes into it.
func TestWatchNew(t *testing.T) {
	t.Chdir(t.TempDir())
	d := &desk{t: t}
	d.write("mails/billet.yaml", "format: 1\n")
	d.watch("mails")
	for _, file := range []string{
		"mails/styles/inline.css", "mails/attachments/terms/en/terms.pdf", "mails/assets/logo.png",
		"mails/templates/a/b/c/d/en.md", "mails/templates/a/b/c/fr.md",
	} {
		d.write(file, "one")
		d.becomes(file, "one")
		d.write(file, "two")
		d.becomes(file, "two")
	}
}

// TestWatchLinkedFolder: the mail folder may be a link, and lead elsewhere later.
func TestWatchLinkedFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	d := &desk{t: t}
	d.write("one/styles/inline.css", "one")
	d.write("two/styles/inline.css", "two")
	d.must(os.Symlink("one", "mails"))
	d.must(os.Symlink(".", "one/again")) // a circle ends
	d.watch("mails")
	d.write("one/styles/inline.css", "changed")
	d.becomes("mails/styles/inline.css", "changed")
	d.must(os.Symlink("two", "next"))
	d.must(os.Rename("next", "mails"))
	d.becomes("mails/styles/inline.css", "two")
	d.write("two/styles/inline.css", "changed too")
	d.becomes("mails/styles/inline.css", "changed too")
}

func ms(numbers ...int) (list []time.Duration) {
	for _, n := range numbers {
		list = append(list, time.Duration(n)*time.Millisecond)
	}
	return list
}

// TestWatchPatience: a change counts once the folder is quiet, or has not been for
// a while. The time is a made-up one.
func TestWatchPatience(t *testing.T) {
	for name, test := range map[string]struct {
		every, during time.Duration   // between the writes, and for how long
		want          []time.Duration // when changes count
	}{
		"one write":        {every: time.Second, during: time.Second, want: ms(40)},
		"steps of one":     {every: 10 * time.Millisecond, during: 40 * time.Millisecond, want: ms(70)},
		"two":              {every: 80 * time.Millisecond, during: 160 * time.Millisecond, want: ms(40, 120)},
		"never quiet":      {every: 30 * time.Millisecond, during: 320 * time.Millisecond, want: ms(160, 340)},
		"quiet in the end": {every: 30 * time.Millisecond, during: 200 * time.Millisecond, want: ms(160, 220)},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				events, changes := make(chan fsnotify.Event), make(chan struct{}, 1)
				w := &watcher{dir: "/mails", changes: changes, notify: &fsnotify.Watcher{Events: events}}
				go w.pass(ctx)
				start := time.Now()
				go func() {
					for time.Since(start) < test.during {
						events <- fsnotify.Event{Name: "/mails/log.txt", Op: fsnotify.Write}
						time.Sleep(test.every)
					}
				}()
				var got []time.Duration
				for end := time.After(time.Minute); ; {
					select {
					case <-changes:
						got = append(got, time.Since(start))
						continue
					case <-end:
					}
					break
				}
				assert.Equal(t, test.want, got)
			})
		})
	}
}

func TestCounts(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll("mails/templates", 0o755))
	require.NoError(t, os.Symlink("templates", "mails/..data"))
	require.NoError(t, os.Symlink("me@desk.1234", "mails/.#en.md"))
	w := &watcher{dir: at(here, "mails"), watched: map[string]bool{at(here, "mails", "templates"): true}}
	for name, test := range map[string]struct {
		file          string
		op            fsnotify.Op
		counts, moves bool
	}{
		"a file":                   {file: "mails/templates/en.md", op: fsnotify.Write, counts: true},
		"its rights":               {file: "mails/templates/en.md", op: fsnotify.Chmod},
		"its rights and its words": {file: "mails/templates/en.md", op: fsnotify.Chmod | fsnotify.Write, counts: true},
		"a copy of Vim":            {file: "mails/templates/en.md~", op: fsnotify.Create},
		"a swap file of Vim":       {file: "mails/templates/.en.md.swp", op: fsnotify.Write},
		"a lock of Emacs":          {file: "mails/.#en.md", op: fsnotify.Create},
		"an exchanged volume":      {file: "mails/..data", op: fsnotify.Create, counts: true, moves: true},
		"a folder that went":       {file: "mails/templates", op: fsnotify.Remove, counts: true, moves: true},
		"a folder that came":       {file: "mails/templates", op: fsnotify.Create, counts: true, moves: true},
		"the mail folder":          {file: "mails", op: fsnotify.Remove, counts: true, moves: true},
		"what it stands in":        {file: ".", op: fsnotify.Rename, counts: true, moves: true},
		"a neighbour":              {file: "mails2", op: fsnotify.Create},
		"a neighbour above":        {file: "../other", op: fsnotify.Create},
	} {
		t.Run(name, func(t *testing.T) {
			event := fsnotify.Event{Name: at(here, test.file), Op: test.op}
			assert.Equal(t, test.counts, w.counts(event))
			assert.Equal(t, test.moves, test.counts && w.moves(event))
		})
	}
}
