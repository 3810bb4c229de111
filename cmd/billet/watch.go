package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long a folder must be quiet before a change counts: editors
	// save in several steps, such as write, rename, remove.
	settle = 40 * time.Millisecond

	// patience is how long a folder that is never quiet waits at most.
	patience = 160 * time.Millisecond
)

// watcher tells of changes in a folder and in those below it.
//
// Whatever was read of a file that was just being written does not stay: the end
// of the writing is a change too.
type watcher struct {
	dir     string // absolute
	changes chan<- struct{}
	stderr  io.Writer
	notify  *fsnotify.Watcher
	watched map[string]bool // folders
}

// watch tells of changes below a folder, new folders included, until the
// context ends; then the channel closes.
func watch(ctx context.Context, dir string, stderr io.Writer) (<-chan struct{}, error) {
	changes := make(chan struct{}, 1)
	w := &watcher{changes: changes, stderr: stderr}
	var err error
	if w.dir, err = filepath.Abs(dir); err == nil {
		err = w.renew()
	}
	if err != nil {
		return nil, fmt.Errorf("cannot watch %s: %w", dir, err)
	}
	go func() {
		defer close(changes)
		defer func() { w.notify.Close() }()
		w.pass(ctx)
	}()
	return changes, nil
}

// pass sums up what happens at about the same time to one change.
func (w *watcher) pass(ctx context.Context) {
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	var latest time.Time // when a change must count; zero if there is none
	moved := false       // whether folders came or went
	touch := func() {
		if latest.IsZero() {
			latest = time.Now().Add(patience)
		}
		quiet.Reset(min(settle, time.Until(latest)))
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-w.notify.Events:
			if !w.counts(event) {
				continue
			}
			moved = moved || w.moves(event)
			touch()
		case err := <-w.notify.Errors:
			// Events were lost, as after a change of branch: all may be new.
			fmt.Fprintf(w.stderr, "watching the folder: %v\n", err)
			moved = true
			touch()
		case <-quiet.C:
			if latest.IsZero() {
				quiet.Reset(time.Hour)
				continue
			}
			if moved {
				if err := w.renew(); err != nil {
					fmt.Fprintf(w.stderr, "watching the folder: %v\n", err)
				}
			}
			latest, moved = time.Time{}, false
			select {
			case w.changes <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}

// renew watches what is there now, before it is read. All is watched anew: a
// watch stays with a folder that moves away, and may be lost with it.
func (w *watcher) renew() error {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	watched, err := watchAll(notify, w.dir)
	if err != nil {
		notify.Close()
		return err
	}
	if w.notify != nil {
		w.notify.Close()
	}
	w.notify, w.watched = notify, watched
	return nil
}
