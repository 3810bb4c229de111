package check

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/billet-mail/billet/check/clients"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/render/css"
)

// Folder is what the checks need to know of a mail folder.
type Folder struct {
	// Mails are its finished mails: every template in every language with every
	// sample.
	Mails []Mail

	// Long are its mails that grow with the lists of their data.
	Long []Long

	// Clients are the mail clients that the mails must work in, by names of
	// package clients; empty stands for clients.Default.
	Clients []string

	// Inline and Head are the rules of the stylesheets: those that became style
	// attributes, and those that stand in the head of each mail.
	Inline, Head []css.Rule

	// Source finds a file of the folder, for the places of warnings. Without it
	// they have no lines.
	Source func(name string) (*diag.Source, bool)
}

// Mail is a finished mail.
type Mail struct {
	Template, Event, Sample string // what it was made of
	Step                    int    // which reminder, counted from 1; 0 counts as 1
	Locale                  string // BCP 47 tag of its language

	Subject, Preheader, Text string

	// HTML has the attribute data-billet-at="FILE:LINE:COLUMN" where the place
	// of an element is known. It does not count for the size.
	HTML string

	// SubjectAt and PreheaderAt are where they were written.
	SubjectAt, PreheaderAt diag.Range
}

// Run checks the mails on all processors. The list is normal and holds warnings
// only; the error is the context's, or one of [Long.HTML].
func Run(ctx context.Context, f Folder) (diag.List, error) {
	c, err := newChecker(f)
	if err != nil {
		return nil, err
	}
	found := make([]findings, len(f.Mails)+len(f.Long))
	errs := make([]error, len(found))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(found)) {
		group.Go(func() {
			for i := range next {
				if i < len(f.Mails) {
					c.mail(&f.Mails[i], &found[i])
				} else {
					errs[i] = c.long(&f.Long[i-len(f.Mails)], &found[i])
				}
			}
		})
	}
	for i := range found {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range append(errs, ctx.Err()) {
		if err != nil {
			return nil, err
		}
	}
	return merge(append(found, c.checkHead(), c.checkInbox())), nil
}

// checker is what the checks of all mails share. It is not changed.
type checker struct {
	Folder
	judged map[string]*judged // by slug; what is always fine is left out
	finder *finder            // of what is judged
	inline []styleRule
	head   []styleRule
	dark   bool                     // head.css has rules for dark mode
	marks  map[string]currencyMarks // by language
}

func newChecker(f Folder) (*checker, error) {
	c := &checker{Folder: f, judged: map[string]*judged{}, marks: map[string]currencyMarks{}}
	names := f.Clients
	if len(names) == 0 {
		names = clients.Default()
	}
	var list []clients.Client
	for _, name := range names {
		list = append(list, clients.Lookup(name)...)
	}
	for _, j := range judgedFor(list) {
		c.judged[j.Slug] = j
	}
	var err error
	c.finder, err = newFinder(slices.DeleteFunc(detectors(), func(d detector) bool { return c.judged[d.slug] == nil }))
	if err != nil {
		return nil, err
	}
	c.inline, c.head = styleRules(f.Inline), styleRules(f.Head)
	for _, r := range c.head {
		c.dark = c.dark || r.mentions("prefers-color-scheme")
	}
	for i := range f.Mails {
		if tag := f.Mails[i].Locale; c.marks[tag] == nil {
			c.marks[tag] = marksOf(tag)
		}
	}
	return c, nil
}

// mail runs every check of a single mail.
func (c *checker) mail(m *Mail, found *findings) {
	p := c.parse(m)
	c.checkClients(p, found)
	c.checkSize(p, found)
	c.checkDocument(p, found)
	c.checkLooks(p, found)
	c.checkTextPart(p, found)
}
