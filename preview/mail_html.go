package preview

import (
	"cmp"
	"net/http"
	"regexp"
	"strings"
)

// serveHTML serves the HTML of a mail, alone or for the page's iframe. It can
// run nothing and load nothing, whatever is in it.
func (p *preview) serveHTML(w http.ResponseWriter, r *http.Request) {
	c, err := p.choose(r)
	if err != nil {
		failWith(w, err)
		return
	}
	message, faults, err := p.render(r, c)
	if err != nil {
		failWith(w, err)
		return
	}
	q := r.URL.Query()
	mailHeaders(w, q.Get("images"))
	if message == nil {
		writeWhole(w, http.StatusUnprocessableEntity, []byte(faultyPage(len(faults))))
		return
	}
	if q.Get("download") == "on" {
		w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(c.template+"."+message.Locale())+`.html"`)
		writeWhole(w, http.StatusOK, []byte(withoutPlaces(message.HTML())))
		return
	}
	html, styles := withPlaces(withImages(message.HTML(), message), q.Get("places"))
	writeWhole(w, http.StatusOK, []byte(shown(html, q.Get("scheme"), styles)))
}

// mailHeaders are those of an answer that is the HTML of a mail.
func mailHeaders(w http.ResponseWriter, images string) {
	w.Header().Set("Content-Security-Policy", mailPolicy(images))
	if images != "remote" {
		// The policy stops requests. A browser may look a name up and connect
		// ahead of them, unless it knows these.
		w.Header().Set("Connection-Allowlist", "()") // https://wicg.github.io/connection-allowlists/
		w.Header().Set("X-DNS-Prefetch-Control", "off")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Del("Cross-Origin-Opener-Policy") // a browser opens no sandboxed document with it
}

// mailPolicy is the Content-Security-Policy of a mail. cid images come as data.
func mailPolicy(images string) string {
	from := "data:"
	switch images {
	case "off":
		from = "'none'"
	case "remote":
		from = "data: https: http:"
	}
	return "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src " + from +
		"; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}

var (
	styleBlock  = regexp.MustCompile(`(?is)<style\b[^>]*>.*?</style>`)
	schemeQuery = regexp.MustCompile(`(?i)\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)`)
	schemeRule  = regexp.MustCompile(`(?i)([{;\s]color-scheme\s*:)[^;}]*`)
	schemeMeta  = regexp.MustCompile(`(?i)(<meta\s+name="color-scheme"\s+content=")[^"]*"`)
	notInNames  = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
)

func fileName(words string) string { return notInNames.ReplaceAllString(words, "-") }

// shown is a mail as a client with a colour scheme shows it, with further
// styles. An iframe follows the scheme of the browser, so the conditions on it
// are decided here. A client may also invert what it shows.
func shown(html, scheme, styles string) string {
	// Links lead nowhere, for a sandbox opens no window. A scroll bar would take
	// its width from the mail's.
	extra := `<base target="_blank"><style>html{scrollbar-width:none}</style>`
	scheme, inverted := strings.CutSuffix(scheme, "inverted")
	if inverted {
		scheme = cmp.Or(strings.TrimSuffix(scheme, "-"), "light")
		back := "#fff"
		if scheme == "dark" {
			back = "#000"
		}
		extra += `<style>html{background:` + back + `;filter:invert(1) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>`
	}
	if scheme == "light" || scheme == "dark" {
		html = inScheme(html, scheme)
	}
	extra += styles
	if head := strings.Index(html, "</head>"); head >= 0 {
		return html[:head] + extra + html[head:]
	}
	return html + extra
}

// inScheme decides the conditions of a mail on the colour scheme: they become
// conditions on the width that always or never hold.
func inScheme(html, scheme string) string {
	html = styleBlock.ReplaceAllStringFunc(html, func(block string) string {
		block = schemeQuery.ReplaceAllStringFunc(block, func(condition string) string {
			if strings.EqualFold(schemeQuery.FindStringSubmatch(condition)[1], scheme) {
				return "(min-width:0)"
			}
			return "(max-width:0)"
		})
		return schemeRule.ReplaceAllString(block, "${1} "+scheme)
	})
	return schemeMeta.ReplaceAllString(html, "${1}"+scheme+`"`)
}

// faultyPage stands for a mail that never opened.
func faultyPage(faults int) string {
	words := "This mail does not open yet."
	if faults > 0 {
		words = "This mail does not open yet. Its faults are listed beside it."
	}
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Faulty</title><body style="margin:0;display:grid;place-items:center;min-height:100vh;font:15px/1.5 system-ui,sans-serif;color:#5b6270;background:#f6f7f9"><p style="padding:24px;text-align:center">` + words
}
