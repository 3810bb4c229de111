package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/billet-mail/billet/diag"
)

// vagueLinks are words of links that say nothing without the words around them,
// by language. Screen readers list links by themselves (WCAG 2.2, 2.4.9).
func vagueLinks(language string) []string {
	return map[string][]string{
		"ar": {"هنا", "اضغط هنا", "انقر هنا", "المزيد"},
		"de": {"hier", "hier klicken", "klicken sie hier", "klick hier", "mehr", "weiterlesen", "link"},
		"en": {"here", "click here", "click", "more", "read more", "learn more", "this", "this link", "link"},
		"es": {"aquí", "haga clic aquí", "haz clic aquí", "clic aquí", "más", "leer más", "enlace"},
		"fr": {"ici", "cliquez ici", "cliquer ici", "plus", "en savoir plus", "lire la suite", "lien", "ce lien"},
		"it": {"qui", "clicca qui", "cliccare qui", "altro", "leggi di più", "link"},
		"ja": {"こちら", "ここ", "こちらをクリック", "ここをクリック", "詳細", "リンク"},
		"nl": {"hier", "klik hier", "meer", "lees meer", "link"},
		"pl": {"tutaj", "tu", "kliknij tutaj", "kliknij tu", "więcej", "czytaj więcej", "link"},
		"pt": {"aqui", "clique aqui", "mais", "leia mais", "saiba mais", "link"},
	}[language]
}

// checkLinks wants links whose words say where they lead.
func (p *page) checkLinks(found *findings) {
	language, _, _ := strings.Cut(p.mail.Locale, "-")
	for _, a := range p.all("a") {
		if _, ok := a.lookup("href"); !ok || a.hidden() {
			continue
		}
		text := a.attr("aria-label")
		if text == "" {
			text = p.text(a)
		}
		plain := strings.TrimFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		switch {
		case strings.TrimSpace(text) == "":
			found.quoting(p.mail, 0).Warn(diag.AccessLinkText, p.at(a), "write words into the link, or give the value in it a |default:\"…\"", "the link has no words")
		case slices.Contains(vagueLinks(language), plain):
			found.Warn(diag.AccessLinkText, p.linkAt(a, text), "say where it leads: “See your invoice”", "the words of the link, “%s”, do not say where it leads", text)
		}
	}
}

// linkAt is where a link was written: in Markdown, the first one with these
// words from its block on.
func (p *page) linkAt(a *element, text string) diag.Range {
	_, src, offset := p.checker.place(a.mark)
	if a.own || src == nil || text == "" {
		return p.at(a)
	}
	written := "[" + text + "]"
	if n := strings.Index(src.Text()[offset:], written); n >= 0 {
		return src.Range(offset+n, offset+n+len(written))
	}
	return p.at(a)
}
