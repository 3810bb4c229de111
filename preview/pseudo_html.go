package preview

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// piece is a token of a page as it was written, or as it was changed.
type piece struct {
	raw    string
	text   string // that shows
	border bool   // a paragraph begins or ends here
}

// pseudoHTML changes the texts of a page, and those of its attributes alt and
// title. All else keeps its bytes, comments and styles too.
func pseudoHTML(page string) string {
	pieces := piecesOf(page)
	var b strings.Builder
	b.Grow(len(page) * 3 / 2)
	for start := 0; start < len(pieces); {
		end := start + 1
		for end < len(pieces) && !pieces[end].border {
			end++
		}
		writeParagraph(&b, pieces[start:end])
		start = end
	}
	return b.String()
}

// writeParagraph puts brackets around what shows between two borders, if there
// are words in it.
func writeParagraph(b *strings.Builder, pieces []piece) {
	first, last, worded := -1, -1, false
	for i, p := range pieces {
		if p.text == "" {
			continue
		}
		if first < 0 {
			first = i
		}
		last, worded = i, worded || hasWords(p.text)
	}
	for i, p := range pieces {
		if p.text == "" || !worded {
			b.WriteString(p.raw)
			continue
		}
		text := pseudoWords(p.text)
		if i == first {
			text = opened(text)
		}
		if i == last {
			text = closed(text)
		}
		b.WriteString(html.EscapeString(text))
	}
}

func piecesOf(page string) []piece {
	var pieces []piece
	silent := "" // the element that is open and whose text is no words
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return pieces
		}
		p := piece{raw: string(z.Raw())}
		switch kind {
		case html.TextToken:
			if text := html.UnescapeString(p.raw); silent == "" && strings.TrimFunc(text, hidden) != "" {
				p.text = text
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			p.border = isBorder(token.DataAtom)
			if token.DataAtom == atom.Style || token.DataAtom == atom.Script {
				silent = ""
				if kind == html.StartTagToken {
					silent = token.Data
				}
			}
			if pseudoAttributes(token.Attr) {
				p.raw = token.String()
			}
		}
		pieces = append(pieces, p)
	}
}

// pseudoAttributes changes the attributes that people read, and reports whether
// there are any.
func pseudoAttributes(list []html.Attribute) bool {
	changed := false
	for i, a := range list {
		if a.Key != "alt" && a.Key != "title" {
			continue
		}
		if words := bracketed(a.Val); words != a.Val {
			list[i].Val, changed = words, true
		}
	}
	return changed
}

// isBorder reports whether a paragraph begins and ends at an element; within a
// paragraph there are only elements of the phrase.
func isBorder(element atom.Atom) bool {
	switch element {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Del, atom.Em, atom.Font, atom.I, atom.Img, atom.Ins,
		atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Var, atom.Wbr:
		return false
	}
	return true
}
