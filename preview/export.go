package preview

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
)

// ExportOptions say what [Export] writes, and where.
type ExportOptions struct {
	// Folder is the mail folder. It must be set.
	Folder fs.FS

	// Open says how the folder is opened. Marks and Templates are left out of
	// account: all mails are written as they are sent.
	Open billet.Options

	// Dir is the folder on disk that is written; it is made if it is missing.
	Dir string
}

// Exported says what [Export] wrote.
type Exported struct {
	Mails   int    // that were written
	Missing int    // that could not be made because of faults
	Index   string // the path of index.html; empty if nothing was written
}

// Export writes every mail of a folder, in each language and with each sample,
// as a static site for review: index.html lists them, and for each mail there are
//
//	mails/TEMPLATE/EVENT.SAMPLE.LOCALE.html       its page, with all that belongs to it
//	mails/TEMPLATE/EVENT.SAMPLE.LOCALE.mail.html  its HTML
//	mails/TEMPLATE/EVENT.SAMPLE.LOCALE.dark.html  the same, as a client in dark mode shows it
//	mails/TEMPLATE/EVENT.SAMPLE.LOCALE.txt        its text part
//
// The pages need no server, run no script and load nothing from elsewhere; remote
// images of mails are not shown. The same folder gives the same bytes.
//
// What is right is written even if there are faults: then the error is or holds a
// [diag.List], and the index has the faults too. Faults of billet.yaml stop
// everything.
//
// A second export into the same Dir removes what the first one wrote and is no
// mail any more; billet-export.json tells which files these are. Other files are
// neither removed nor overwritten: one that is in the way is a [*PlaceError], as is
// a Dir that is a mail folder or lies in one. Each file appears whole or not at
// all.
func Export(ctx context.Context, o ExportOptions) (Exported, error) {
	if o.Folder == nil {
		return Exported{}, errors.New("there is no mail folder to export (set ExportOptions.Folder)")
	}
	if err := checkPlace(o.Dir); err != nil {
		return Exported{}, err
	}
	o.Open.Marks, o.Open.Templates = false, nil
	reloader := billet.NewReloader(o.Folder, o.Open)
	contents := reloader.Contents()
	if contents.Err != nil {
		return Exported{}, contents.Err
	}
	r := &review{contents: contents}
	for _, template := range contents.Templates {
		if err := r.add(ctx, template, reloader.Template(template.Name)); err != nil {
			return Exported{}, err
		}
	}
	r.note(reloader.Folder().Err, contents.Source) // what only shows when all templates are seen together
	files, err := r.files()
	if err != nil {
		return Exported{}, err
	}
	if err := writeExport(ctx, o.Dir, files); err != nil {
		return Exported{}, err
	}
	exported := r.exported()
	exported.Index = filepath.Join(o.Dir, "index.html")
	return exported, errors.Join(append(r.others, r.list.Normal().Err())...)
}

// review is a mail folder that is exported.
type review struct {
	contents billet.Contents
	groups   []*reviewGroup
	list     diag.List // of all templates and samples
	others   []error   // what else keeps mails from being made
	faults   []fault   // of both
}

// reviewGroup is one template for one event.
type reviewGroup struct {
	mailGroup
	mails []*reviewMail
}

// reviewMail is one mail, or the lack of it.
type reviewMail struct {
	group          *reviewGroup
	locale, sample string
	message        *mail.Message // nil if it could not be made
	fallback       string        // language that is sent instead; empty if the locale is there
}

// written reports whether the mail has a page of its own.
func (m *reviewMail) written() bool { return m.message != nil && m.fallback == "" }

// add makes the mails of a template.
func (r *review) add(ctx context.Context, template billet.Contained, opened billet.Opened) error {
	r.note(opened.Err, r.contents.Source)
	if opened.Err == nil {
		r.faults = append(r.faults, diagnosed(opened.Folder.Warnings(), r.contents.Source)...)
	}
	if len(template.Events) == 0 {
		r.groups = append(r.groups, &reviewGroup{mailGroup: groupOf(r.contents, template, "")})
	}
	for _, event := range template.Events {
		g := &reviewGroup{mailGroup: groupOf(r.contents, template, event)}
		r.groups = append(r.groups, g)
		for _, locale := range r.contents.Languages {
			for _, sample := range g.Samples {
				m := &reviewMail{group: g, locale: locale, sample: sample}
				if slices.Contains(g.Missing, locale) {
					m.fallback = r.contents.Languages[0]
				}
				g.mails = append(g.mails, m)
				if opened.Err != nil {
					continue
				}
				if err := r.make(ctx, m, opened.Folder); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// make renders a mail; the error is the context's.
func (r *review) make(ctx context.Context, m *reviewMail, folder *billet.Folder) error {
	data, err := folder.Sample(m.group.Event, m.sample)
	if err == nil {
		m.message, err = folder.Render(ctx, billet.RenderRequest{
			Event: m.group.Event, Template: m.group.Template, Locale: m.locale, Data: data, Now: billet.SampleTime(),
		})
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.note(err, func(file string) (*diag.Source, bool) {
		if data != nil && file == data.Name() {
			return data, true
		}
		return r.contents.Source(file)
	})
	if err == nil && m.fallback != "" {
		m.fallback = m.message.Locale()
	}
	return nil
}

// note keeps what is wrong, once.
func (r *review) note(err error, find sources) {
	var list diag.List
	switch {
	case err == nil:
		return
	case errors.As(err, &list):
		r.list = append(r.list, list...)
	default:
		r.others = append(r.others, err)
	}
	r.faults = append(r.faults, faultsOf(err, find)...)
}

// written are the mails that have pages, in the order of the index.
func (r *review) written() (list []*reviewMail) {
	for _, g := range r.groups {
		for _, m := range g.mails {
			if m.written() {
				list = append(list, m)
			}
		}
	}
	return list
}

func (r *review) exported() Exported {
	e := Exported{Mails: len(r.written())}
	for _, g := range r.groups {
		for _, m := range g.mails {
			if m.message == nil && m.fallback == "" {
				e.Missing++
			}
		}
	}
	return e
}
