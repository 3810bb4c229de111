package page

import (
	"html"
	"regexp"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/placeholders"
	"github.com/billet-mail/billet/render/program"
)

// urlState is how far a URL has come: what a value may be at this place.
type urlState int

const (
	urlStart   urlState = iota // nothing yet: a whole URL may follow
	urlWhole                   // a value made up all of it: nothing may follow
	urlOpen                    // scheme or host is not complete: no value may follow
	urlPath                    // in the path: a value may be a part of it
	urlQuery                   // in the query or the fragment
	urlAddress                 // behind mailto: or tel:
	urlCid                     // cid:, names an inline image
	urlMixed                   // the arms of a statement began it differently: no value may follow
	urlUnknown                 // behind a value with a fault: nothing is judged
)

// urlMerge is the state behind arms that leave a link at a and b; ok is false if
// only one of them has a link at all.
func urlMerge(a, b urlState) (merged urlState, ok bool) {
	either := func(one, other urlState) bool { return a == one && b == other || a == other && b == one }
	switch {
	case a == urlUnknown || b == urlUnknown:
		return urlUnknown, true
	case a == b && a != urlOpen:
		return a, true
	case a == urlStart || b == urlStart:
		return urlMixed, false
	case a == urlWhole || b == urlWhole:
		return urlWhole, true
	case either(urlPath, urlQuery):
		return urlPath, true // which escapes all that a query does
	case either(urlAddress, urlQuery):
		return urlQuery, true
	}
	return urlMixed, true
}

// urlText moves the state over literal text. so is all literal text before it.
func urlText(state urlState, so, text string) urlState {
	if text == "" || state == urlWhole || state == urlMixed || state == urlUnknown {
		return state
	}
	all := so + text
	if state == urlStart || state == urlOpen {
		state = urlLiteral(all)
	}
	if (state == urlPath || state == urlAddress) && strings.ContainsAny(all, "?#") {
		return urlQuery
	}
	return state
}

// authority is a scheme and a host that are complete. Browsers drop blanks and
// control characters and take \ for / (URL standard, 4.4), so that a host of
// these only would be none.
var authority = regexp.MustCompile(`^(?i)https?://[^/?#\\\s\x00-\x1f]+[/?#]`)

// urlLiteral judges the literal beginning of a URL.
func urlLiteral(all string) urlState {
	lower := strings.ToLower(all)
	switch {
	case authority.MatchString(all):
		return urlPath
	case strings.HasPrefix(lower, "mailto:"), strings.HasPrefix(lower, "tel:"):
		return urlAddress
	case strings.HasPrefix(lower, "cid:"):
		return urlCid
	case strings.HasPrefix(all, "#"), strings.HasPrefix(all, "?"):
		return urlQuery
	}
	return urlOpen
}

// urlValue decides how a value is escaped at a place of a URL; problem and
// help say why it may not stand there.
func urlValue(state urlState, kind placeholders.Kind) (e program.Escape, next urlState, problem, help string) {
	switch state {
	case urlStart:
		if kind == placeholders.URL {
			return program.URL, urlWhole, "", ""
		}
		return 0, urlWhole, "a whole link needs a placeholder of the type url, this is of the type " + kind.String(),
			"use a placeholder of the type url, or write the beginning of the link: https://…/{{ … }}"
	case urlWhole:
		return 0, state, "nothing may follow a value that is a whole link", "give the whole link as one value"
	case urlPath:
		return program.Path, state, "", ""
	case urlQuery:
		return program.Query, state, "", ""
	case urlAddress:
		return program.Address, state, "", ""
	case urlMixed:
		return 0, state, "the arms before this value begin the link differently", "write the link up to its end in each arm"
	case urlUnknown:
		return program.Path, state, "", ""
	case urlCid:
		return 0, state, "a value cannot name an inline image", "write the name of the image"
	}
	return 0, state, "a value would make up the scheme or the host of the link", "write both as text: https://www.example.com/{{ … }}"
}

// wholeAddress is what a literal address begins with; a mail has no place of its
// own that a relative one could start from.
var wholeAddress = regexp.MustCompile(`^(?i:https?://[^/?#\\\s]|mailto:.|tel:.|cid:.)`)

// address reports a literal link or source that leads nowhere from a mail.
func (p *prover) address(t part, a attr) {
	switch a.name {
	case "href", "src", "background", "action":
	default:
		return
	}
	value := html.UnescapeString(p.HTML[a.valueStart:a.valueEnd])
	p.image(a, value)
	if !wholeAddress.MatchString(value) && t.name != "link" {
		p.fault(diag.PageLink, a.valueStart, max(a.valueEnd, a.valueStart+1), "write a whole address that begins with https:, http:, mailto:, tel: or cid:", "this address leads nowhere from a mail")
	}
}
