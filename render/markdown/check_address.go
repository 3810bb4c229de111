package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/billet-mail/billet/diag"
)

// What an address may begin with. A mail has no place of its own, so that a
// relative address leads nowhere; images are on the web or in the mail itself.
var (
	linkAddresses  = regexp.MustCompile(`^(?i:https?://[^/?#]|mailto:.|tel:.)`)
	imageAddresses = regexp.MustCompile(`^(?i:https://[^/?#]|cid:.)`)
)

// checkAddress reports an address that leads nowhere, or to somewhere that no
// mail should. What a tag at its start will make of it is judged with the page.
func (r *rendering) checkAddress(destination []byte, at diag.Range, allowed *regexp.Regexp, schemes string) {
	address := string(destination)
	if tokens := r.tokensOf(destination); len(tokens) > 0 && strings.HasPrefix(address, r.Tags.Token(tokens[0].index)) {
		return
	}
	if address == "" || allowed.MatchString(address) {
		if strings.HasPrefix(strings.ToLower(address), "http:") {
			r.faults.Warn(diag.PageHTTP, at, "write https://, if the page can be reached by it", "this address is not encrypted")
		}
		return
	}
	problem := "this address leads nowhere from a mail"
	if begin := scheme.FindString(address); begin != "" && !strings.Contains(schemes, strings.ToLower(begin)) {
		problem = "this address cannot begin with " + begin
	}
	r.faults.Add(diag.MarkdownUnsafeLink, at, "use a whole address that begins with "+schemes, "%s", problem)
}

// checkInline reports an inline image that cannot be shown. A name with a tag
// in it is judged with the page.
func (r *rendering) checkInline(destination []byte, at diag.Range) {
	if r.Image == nil || len(r.tokensOf(destination)) > 0 || len(destination) < len("cid:") || !strings.EqualFold(string(destination[:len("cid:")]), "cid:") {
		return
	}
	if problem, help := r.Image(string(destination[len("cid:"):])); problem != "" {
		r.faults.Add(diag.FolderImage, at, help, "%s", problem)
	}
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// lostBraces is what looks like attributes.
var lostBraces = regexp.MustCompile(`\{\s*(\.[A-Za-z][^{}]*|[a-z]+\s*=[^{}]*|#[A-Za-z][^{}]*)\}?`)

// checkLostBraces reports attributes in braces that Markdown took for words, so
// that they would stand in the mail.
func (r *rendering) checkLostBraces(n *ast.Text) {
	if n.IsRaw() {
		return
	}
	text := r.Text[n.Segment.Start:n.Segment.Stop]
	for _, at := range lostBraces.FindAllStringIndex(text, -1) {
		if at[0] > 0 && text[at[0]-1] == '\\' {
			continue
		}
		r.faults.Add(diag.MarkdownAttributePlace, r.at(n.Segment.Start+at[0], n.Segment.Start+at[1]),
			"put them directly behind a link, an image or a heading, or on the line below a block, as {.name} or {id=name}; for a brace write \\{",
			"these braces belong to nothing and would be printed")
	}
}
