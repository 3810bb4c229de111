package check

import (
	"fmt"
	"path"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

// checkDocument reports what screen readers miss in a page.
func (c *checker) checkDocument(p *page, found *findings) {
	p.checkLanguage(found)
	p.checkParts(found)
	p.checkTitle(found)
	p.checkTables(found)
	p.checkHeadings(found)
	p.checkLinks(found)
}

// checkLanguage wants the language and the direction of the mail on its words:
// on the element html, and on an element inside the body, since many clients
// put the inside of the body into a page of their own
// (https://www.caniemail.com/features/html-body/).
func (p *page) checkLanguage(found *findings) {
	const help = `write lang="{{ locale.tag }}" dir="{{ locale.dir }}" on the element`
	locale, err := locales.New(p.mail.Locale)
	if err != nil {
		return // a mail folder has no such language
	}
	if htmls := p.all("html"); len(htmls) > 0 && htmls[0].own {
		switch lang := htmls[0].attr("lang"); {
		case lang == "":
			found.Warn(diag.AccessLanguage, p.at(htmls[0]), help, "the page does not say which language it is in")
		case !sameLanguage(lang, locale):
			found.Warn(diag.AccessLanguage, p.at(htmls[0]), help, "the page says that it is in %q, but the mail is in %s", lang, locale.Tag())
		}
	}
	for _, w := range p.visibleWords() {
		if w.element.hidden() || !w.element.inside("body") {
			continue
		}
		p.judgeLanguage(w.element, locale, help, found)
		return // the first words stand for all
	}
}

// judgeLanguage reports words without a language, or without the direction that
// it needs, on an element between them and the body.
func (p *page) judgeLanguage(e *element, locale *locales.Locale, help string, found *findings) {
	outer, lang, dir := e, "", ""
	for up := e; up != nil && up.Data != "body"; up = up.parent {
		if lang == "" {
			lang = up.attr("lang")
		}
		if dir == "" {
			dir = up.attr("dir")
		}
		outer = up
	}
	switch {
	case lang == "":
		found.Warn(diag.AccessLanguage, p.at(outer), help, "no element inside the body says which language the words are in: clients that drop the element html forget it")
	case !sameLanguage(lang, locale):
		found.Warn(diag.AccessLanguage, p.at(outer), help, "the words are marked as %q, but the mail is in %s", lang, locale.Tag())
	case locale.Direction() == "rtl" && dir != "rtl":
		found.Warn(diag.AccessLanguage, p.at(outer), help, "no element inside the body says that %s is written from right to left", locale.Tag())
	}
}

func sameLanguage(lang string, locale *locales.Locale) bool {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return language == locale.Language()
}

// checkParts reports words of another language: those of a partial that stands
// in for one in the language of the mail, as its name tells.
func (p *page) checkParts(found *findings) {
	mail, err := locales.New(p.mail.Locale)
	if err != nil {
		return
	}
	for _, e := range p.elements {
		if !e.own {
			continue
		}
		file, _, _ := p.checker.place(e.mark)
		base := strings.TrimSuffix(path.Base(file), path.Ext(file))
		tag := strings.TrimPrefix(path.Ext(base), ".")
		if !strings.HasPrefix(file, "partials/") || tag == "" {
			continue
		}
		part, err := locales.New(tag)
		if err != nil || part.Language() == mail.Language() || e.speaks(part) {
			continue
		}
		found.Warn(diag.AccessLanguage, diag.Range{File: file}, fmt.Sprintf("add it in %s, or write lang=%q around it", mail.Tag(), tag),
			"the words are in %s, and stand in mails that are in %s without saying so", tag, mail.Tag())
	}
}

// speaks reports whether the nearest language on or around the element is this
// one.
func (e *element) speaks(locale *locales.Locale) bool {
	for up := e; up != nil; up = up.parent {
		if lang, ok := up.lookup("lang"); ok {
			return sameLanguage(lang, locale)
		}
	}
	return false
}

// checkTitle wants a title, which screen readers and windows show.
func (p *page) checkTitle(found *findings) {
	const help = "write <title>{{ subject }}</title> into the head of the layout"
	titles := p.all("title")
	heads := p.all("head")
	switch {
	case len(titles) == 0 && len(heads) > 0:
		found.Warn(diag.AccessTitle, p.at(heads[0]), help, "the page has no title")
	case len(titles) > 0 && (titles[0].FirstChild == nil || strings.TrimSpace(titles[0].FirstChild.Data) == ""):
		found.Warn(diag.AccessTitle, p.at(titles[0]), help, "the title of the page is empty")
	}
}

// checkTables wants a table to be for the layout, and to say so, or to have
// headings.
func (p *page) checkTables(found *findings) {
	for _, table := range p.all("table") {
		role := strings.ToLower(table.attr("role"))
		if role == "presentation" || role == "none" || p.has(table, "th") {
			continue
		}
		found.Warn(diag.AccessTableRole, p.at(table), `add role="presentation" to a table for the layout, or <th> to one with data`,
			"screen readers read this table out as data: it has no role and no headings")
	}
}

// has reports whether an element is inside another one, without those in tables
// inside of it.
func (p *page) has(e *element, name string) bool {
	for _, inner := range p.all(name) {
		for up := inner.parent; up != nil; up = up.parent {
			if up == e {
				return true
			}
			if up.Data == "table" {
				break
			}
		}
	}
	return false
}

// checkHeadings wants headings to begin with the first level and to leave none
// out. Words of Markdown are judged among themselves when a folder opens.
func (p *page) checkHeadings(found *findings) {
	level, words := 0, false
	for _, h := range p.all("h1", "h2", "h3", "h4", "h5", "h6") {
		if h.hidden() {
			continue
		}
		n := int(h.Data[1] - '0')
		file, _, _ := p.checker.place(h.mark)
		markdown := path.Ext(file) == ".md"
		switch {
		case level == 0 && n > 1:
			found.Warn(diag.AccessHeadings, p.at(h), "begin with a heading of the first level, # in Markdown", "the first heading is of level %d", n)
		case n > level+1 && !(markdown && words):
			found.Warn(diag.AccessHeadings, p.at(h), fmt.Sprintf("use level %d", level+1), "a heading of level %d follows one of level %d", n, level)
		}
		level, words = n, markdown
	}
}
