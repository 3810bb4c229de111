package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long a folder must be quiet before a change counts: editors
// save in several steps, such as write, rename, remove.
const settle = 40 * time.Millisecond

// watchedFolder is the folder on disk that is shown, "" for the starter.
func watchedFolder(dir string) string {
	if dir != "" {
		return dir
	}
	if _, err := os.Stat("billet.yaml"); err == nil {
		return "."
	}
	return ""
}

// watch tells of changes below a folder, new folders included, until the
// context ends; then the channel closes.
func watch(ctx context.Context, dir string, stderr io.Writer) (<-chan struct{}, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("cannot watch %s: %w", dir, err)
	}
	if err := watchBelow(watcher, dir); err != nil {
		watcher.Close()
		return nil, fmt.Errorf("cannot watch %s: %w", dir, err)
	}
	changes := make(chan struct{}, 1)
	go func() {
		defer close(changes)
		defer watcher.Close()
		pass(ctx, watcher, changes, stderr)
	}()
	return changes, nil
}

// pass sums up what happens at about the same time to one change.
func pass(ctx context.Context, watcher *fsnotify.Watcher, changes chan<- struct{}, stderr io.Writer) {
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-watcher.Events:
			if event.Op == fsnotify.Chmod || isScratch(event.Name) {
				continue
			}
			if event.Has(fsnotify.Create) {
				watchBelow(watcher, event.Name) // a file, or gone again: nothing to watch
			}
			quiet.Reset(settle)
		case err := <-watcher.Errors:
			// Events were lost, as after a change of branch: all may be new.
			fmt.Fprintf(stderr, "watching the folder: %v\n", err)
			quiet.Reset(settle)
		case <-quiet.C:
			select {
			case changes <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}

// watchBelow watches a folder and all in it; hidden ones are left out.
func watchBelow(watcher *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == dir:
			return err
		case err != nil:
			return nil // it went away while we looked
		case !entry.IsDir():
			return nil
		case name != dir && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		}
		return watcher.Add(name)
	})
}

// isScratch reports files that editors keep beside the real ones.
func isScratch(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")
}
