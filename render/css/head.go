package css

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// maxHead is the size in bytes from which Gmail ignores a style block.
const maxHead = 16 * 1024

// checkHead checks head.css only for what would break the page or the rest of
// the sheet; the rest is left to the clients that it is meant for. It returns
// the text for the page.
func checkHead(e *expanded) string {
	h := headChecker{expanded: e}
	tokens := scan(e)
	for _, t := range tokens {
		h.token(t)
	}
	for _, t := range h.open {
		h.fault(diag.CSSBrace, t.start, t.end, "add the closing bracket", "this %s is not closed", e.text[t.start:t.end])
	}
	text := withoutComments(e.text, tokens)
	if len(text) > maxHead {
		e.faults.Warn(diag.CSSHeadSize, e.src.Range(0, len(e.src.Text())), "shorten it to 16 KB",
			"the sheet has %d bytes; Gmail ignores style blocks of more than %d", len(text), maxHead)
	}
	return text
}

// withoutComments leaves the comments of a sheet out: Orange drops the rule that
// follows one (https://www.caniemail.com/features/css-comments/), and nobody
// reads them in a mail. One that parts two words, or stands in a selector or a
// value without a blank, becomes an empty one.
func withoutComments(text string, tokens []token) string {
	var b strings.Builder
	b.Grow(len(text))
	skipBlank := false
	for _, t := range tokens {
		written := b.String()
		parted := written == "" || strings.ContainsRune(" \t\r\n\f{};", rune(written[len(written)-1]))
		switch {
		case t.kind == kindComment && parted:
			skipBlank = true // the blank before it is enough
			continue
		case t.kind == kindComment:
			b.WriteString("/**/")
		case t.kind != kindBlank || !skipBlank:
			b.WriteString(text[t.start:t.end])
		}
		skipBlank = false
	}
	return strings.TrimSpace(b.String())
}

// headChecker follows the brackets of head.css.
type headChecker struct {
	*expanded
	open []token
}

func (h *headChecker) token(t token) {
	word := h.text[t.start:t.end]
	switch {
	case t.kind == kindAt && strings.EqualFold(word, "@import"):
		h.fault(diag.CSSImport, t.start, t.end, "copy the rules to here", "mail clients load no stylesheets, so @import does nothing")
	case t.kind == kindFunction || t.kind == kindChar && strings.Contains("({[", word):
		h.open = append(h.open, t)
	case t.kind == kindChar && strings.Contains(")}]", word):
		h.close(t, word)
	}
}

// close closes the nearest bracket that fits; a bracket that is missing inside
// a block ends with the block.
func (h *headChecker) close(t token, word string) {
	opener := map[string]byte{")": '(', "}": '{', "]": '['}[word]
	for i := len(h.open) - 1; i >= 0; i-- {
		switch c := h.text[h.open[i].end-1]; {
		case c == opener:
			for _, inner := range h.open[i+1:] {
				h.fault(diag.CSSBrace, inner.start, inner.end, "add the closing bracket", "this %s is not closed", h.text[inner.start:inner.end])
			}
			h.open = h.open[:i]
			return
		case c == '{':
			i = -1
		}
	}
	h.fault(diag.CSSBrace, t.start, t.end, "remove it", "this %s has no opening bracket", word)
}
