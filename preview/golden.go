package preview

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/golden"
)

// goldenMail is a mail, and how it stands to its golden file.
type goldenMail struct {
	Template string `json:"template"`
	Event    string `json:"event"`
	Sample   string `json:"sample"`
	Locale   string `json:"locale"`
	File     string `json:"file"`
	State    string `json:"state"` // same, changed, missing, left-over; "" if there is no such mail
}

func goldenOf(r golden.Result) goldenMail {
	states := map[golden.State]string{golden.Same: "same", golden.Changed: "changed", golden.Missing: "missing", golden.LeftOver: "left-over"}
	return goldenMail{r.Mail.Template, r.Mail.Event, r.Mail.Variant, r.Mail.Locale, r.File, states[r.State]}
}

// goldensAnswer is what api/goldens says: the mails that are not as their files.
type goldensAnswer struct {
	Generation uint64       `json:"generation"`
	Kept       bool         `json:"kept"`     // the folder has golden files
	Writable   bool         `json:"writable"` // a mail can be accepted
	Goldens    []goldenMail `json:"goldens"`
}

// goldens holds every mail against its golden file. Templates with faults are
// left out: what they make is not known.
func (p *preview) goldens(r *http.Request) (goldensAnswer, error) {
	c := p.reloader.Contents()
	a := goldensAnswer{Generation: c.Generation, Writable: p.accept != nil, Goldens: []goldenMail{}}
	info, err := fs.Stat(p.files, golden.Dir)
	if a.Kept = err == nil && info.IsDir(); !a.Kept {
		return a, nil
	}
	var results []golden.Result
	var faulty []string
	for _, template := range c.Templates {
		if err := p.precedence.wait(r.Context()); err != nil {
			return a, err
		}
		opened := p.reloader.Template(template.Name)
		if opened.Err != nil || opened.Folder == nil {
			faulty = append(faulty, golden.Dir+"/"+template.Name+"/")
			continue
		}
		for _, m := range golden.Mails(opened.Folder) {
			result, err := p.compared(r, opened.Folder, m)
			if err != nil {
				faulty = append(faulty, m.File())
				continue
			}
			results = append(results, result)
		}
	}
	left, err := golden.Orphans(p.files, results)
	for _, result := range append(results, left...) {
		known := slices.ContainsFunc(faulty, func(name string) bool { return strings.HasPrefix(result.File, name) })
		if result.State != golden.Same && !known {
			a.Goldens = append(a.Goldens, goldenOf(result))
		}
	}
	return a, err
}

// compared holds one mail against its file.
func (p *preview) compared(r *http.Request, f *billet.Folder, m golden.Mail) (golden.Result, error) {
	message, err := golden.Render(r.Context(), f, m)
	if err != nil {
		return golden.Result{}, err
	}
	return golden.CompareText(p.files, m, golden.TextWith(message, withoutPlaces(message.HTML())))
}

// goldenAnswer is what api/golden says of one mail.
type goldenAnswer struct {
	goldenMail
	Writable bool   `json:"writable"`
	Diff     string `json:"diff"` // unified, with [-…-] and {+…+} around the words that differ
	HTMLURL  string `json:"html_url"`
}

func (p *preview) golden(r *http.Request) (goldenAnswer, error) {
	a := goldenAnswer{Writable: p.accept != nil}
	result, err := p.goldenResult(r, mailOfQuery(r))
	if err != nil {
		return a, err
	}
	a.goldenMail, a.Diff = goldenOf(result), result.Diff()
	a.HTMLURL = "golden.html?" + mailQuery(r.URL.Query()).Encode()
	return a, nil
}

func mailOfQuery(r *http.Request) golden.Mail {
	q := r.URL.Query()
	return golden.Mail{Template: q.Get("template"), Event: q.Get("event"), Variant: q.Get("sample"), Locale: q.Get("locale")}
}

// goldenResult holds a mail against its file, if the folder has the mail in its
// own language and its template is sound.
func (p *preview) goldenResult(r *http.Request, m golden.Mail) (golden.Result, error) {
	opened := p.reloader.Template(m.Template)
	var missing *billet.NotFoundError
	if errors.As(opened.Err, &missing) {
		return golden.Result{}, opened.Err
	}
	if opened.Folder == nil || opened.Err != nil {
		return golden.Result{}, &requestError{http.StatusConflict, "the template has faults, so that nothing can be said of its golden files"}
	}
	if !slices.Contains(golden.Mails(opened.Folder), m) {
		return golden.Result{}, &requestError{http.StatusNotFound, "there is no such mail, or only as a fallback: golden files are kept for the languages a template is written in"}
	}
	return p.compared(r, opened.Folder, m)
}

// serveGolden serves the HTML of a golden file, as harmless as that of a mail.
func (p *preview) serveGolden(w http.ResponseWriter, r *http.Request) {
	m := mailOfQuery(r)
	opened := p.reloader.Template(m.Template)
	if opened.Folder == nil || !slices.Contains(golden.Mails(opened.Folder), m) {
		fail(w, http.StatusNotFound, "there is no such mail")
		return
	}
	text, err := fs.ReadFile(p.files, m.File())
	if err != nil {
		fail(w, http.StatusNotFound, "the mail has no golden file")
		return
	}
	q := r.URL.Query()
	mailHeaders(w, q.Get("images"))
	writeWhole(w, http.StatusOK, []byte(shown(golden.HTML(string(text)), q.Get("scheme"), "")))
}

// acceptRequest names mails whose golden files shall be what they are now. It
// names all that api/goldens lists by all.
type acceptRequest struct {
	All   bool         `json:"all"`
	Mails []goldenMail `json:"mails"`
}

type acceptAnswer struct {
	Written int `json:"written"`
}

// acceptGoldens writes golden files, as billet test --update does.
func (p *preview) acceptGoldens(r *http.Request) (acceptAnswer, error) {
	if p.accept == nil {
		return acceptAnswer{}, &requestError{http.StatusForbidden, "golden files cannot be written here: the mail folder is part of the program"}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return acceptAnswer{}, err
	}
	var request acceptRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return acceptAnswer{}, &requestError{http.StatusBadRequest, `the body is not {"mails": […]} or {"all": true}`}
	}
	if request.All {
		all, err := p.goldens(r)
		if err != nil {
			return acceptAnswer{}, err
		}
		request.Mails = all.Goldens
	}
	var results []golden.Result
	for _, m := range request.Mails {
		result, err := p.goldenResult(r, golden.Mail{Template: m.Template, Event: m.Event, Variant: m.Sample, Locale: m.Locale})
		if m.State == "left-over" && request.All {
			result, err = golden.Result{File: m.File, State: golden.LeftOver}, nil
		}
		if err != nil {
			return acceptAnswer{}, err
		}
		results = append(results, result)
	}
	written, err := golden.Write(p.accept, results)
	if written > 0 {
		p.reloader.Reload()
		p.plain.Reload()
		p.stream.change()
	}
	return acceptAnswer{written}, err
}
