package preview

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

// finished are the warnings about finished mails, by template: they take the
// rendering of every sample, so those of a template that has not changed are
// kept. The zero finished is empty.
type finished struct {
	mu    sync.Mutex
	known map[string]judged
}

type judged struct {
	folder   *billet.Folder
	warnings diag.List
}

// only forgets all templates but those that the folder has.
func (f *finished) only(templates []billet.Contained) {
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.DeleteFunc(f.known, func(name string, _ judged) bool {
		return !slices.ContainsFunc(templates, func(t billet.Contained) bool { return t.Name == name })
	})
}

// of judges the mails of a template, unless the folder was judged before.
func (f *finished) of(ctx context.Context, template string, folder *billet.Folder) (diag.List, error) {
	f.mu.Lock()
	known, ok := f.known[template]
	f.mu.Unlock()
	if ok && known.folder == folder {
		return known.warnings, nil
	}
	warnings, err := folder.Check(ctx)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known == nil {
		f.known = map[string]judged{}
	}
	f.known[template] = judged{folder, warnings}
	return warnings, nil
}
