package template

import (
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// pieceKind says what a part of a file is.
type pieceKind int

const (
	words     pieceKind = iota
	output              // {{ … }}
	statement           // {% … %}
	comment             // {# … #} or {% comment %} … {% endcomment %}
	literal             // the text of {% verbatim %}
)

// piece is a part of a file. Offsets are bytes of the file.
type piece struct {
	kind       pieceKind
	start, end int
	inner      int    // where the text between the braces begins
	text       string // words, literal: the text; tags: the text between the braces
	name       string // statement: its first word
	rest       int    // statement: where its arguments begin
	alone      bool   // statement, comment: nothing but blanks beside it on its lines
	torn       bool   // statement: without its end, and reported
}

// args is the text behind the first word of a statement.
func (p piece) args() string { return p.text[p.rest-p.inner:] }

// Limits of one file.
const (
	maxFile = 256 << 10 // bytes
	maxTags = 5000
)

// scan splits a file from byte offset from on. Faults are reported, and the
// faulty tag is left out.
func scan(in expr.Input, from int, report *diag.List) []piece {
	s := &scanner{in: in, text: in.Text, at: from, report: report, missing: map[string]bool{}}
	if len(s.text) > maxFile {
		report.Add(diag.TemplateSize, in.Range(0, 0), "split it into partials", "the file has more than %d KB", maxFile>>10)
		return nil
	}
	for s.at < len(s.text) {
		if s.tags > maxTags {
			report.Add(diag.TemplateSize, in.Range(s.at, s.at), "split it into partials", "the file has more than %d tags", maxTags)
			return nil
		}
		s.next()
	}
	return s.pieces
}

type scanner struct {
	in     expr.Input
	text   string
	at     int
	pieces []piece
	report *diag.List

	tags    int             // so far
	missing map[string]bool // ends that do not occur in the rest of the file
}

var closers = map[string]string{"{{": "}}", "{%": "%}", "{#": "#}"}

func (s *scanner) next() {
	start := s.at
	for {
		brace := strings.IndexByte(s.text[s.at:], '{')
		if brace < 0 || s.at+brace+1 >= len(s.text) {
			s.at = len(s.text)
			s.words(start, s.at)
			return
		}
		s.at += brace
		if closers[s.text[s.at:s.at+2]] != "" {
			break
		}
		s.at++
	}
	s.words(start, s.at)
	s.tag()
}

func (s *scanner) words(start, end int) {
	if start < end {
		s.pieces = append(s.pieces, piece{kind: words, start: start, end: end, text: s.text[start:end]})
	}
}

func (s *scanner) tag() {
	start := s.at
	open := s.text[start : start+2]
	s.tags++
	closing, end := s.closing(start+2, closers[open], open != "{#")
	if closing < 0 {
		s.unclosed(start, end)
		return
	}
	s.at = closing + 2
	p := piece{start: start, end: s.at, inner: start + 2, text: s.text[start+2 : closing]}
	switch open {
	case "{{":
		p.kind = output
	case "{#":
		p.kind = comment
		p.alone = s.alone(p.start, p.end)
	case "{%":
		p.kind = statement
	}
	if open != "{#" {
		s.trim(&p)
	}
	if p.kind == statement {
		s.statement(&p)
		return
	}
	s.pieces = append(s.pieces, p)
}

// closing finds the end of a tag, not inside a string. It is -1 where there is
// none: before the next tag, before an empty line, and in a string without its
// end; stop is then where the tag ends at the latest.
func (s *scanner) closing(from int, closer string, exact bool) (at, stop int) {
	if s.missing[closer] {
		return -1, len(s.text)
	}
	quote := byte(0)
	for i := from; i < len(s.text); i++ {
		c := s.text[i]
		switch {
		case exact && c == '\n' && strings.TrimLeft(firstLine(s.text[i+1:]), " \t\r") == "":
			return -1, i
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case exact && (c == '"' || c == '\''):
			quote = c
		case strings.HasPrefix(s.text[i:], closer):
			return i, i
		case exact && c == '{' && i+1 < len(s.text) && closers[s.text[i:i+2]] != "":
			return -1, i
		}
	}
	s.missing[closer] = !exact
	return -1, len(s.text)
}

// unclosed reports a tag without its end, on its first line. A statement still
// opens or closes what its name says, so that the tags around it are judged
// rightly.
func (s *scanner) unclosed(start, stop int) {
	open, text := s.text[start:start+2], s.text[start:stop]
	end := start + len(strings.TrimRight(firstLine(text), " \t\r"))
	problem, help := "the tag "+open+" has no end", "close it with "+closers[open]
	if strings.Count(text, `"`)%2 == 1 || strings.Count(text, "'")%2 == 1 {
		help += "; close every quote in it too"
	}
	s.report.Add(diag.TemplateUnclosed, s.in.Range(start, end), help, "%s", problem)
	s.at = max(end, start+2)
	if name := strings.Trim(firstLine(text[2:]), "- \t\r"); open == "{%" {
		name, _, _ = strings.Cut(name, " ")
		if _, ok := role(name); ok {
			s.pieces = append(s.pieces, piece{kind: statement, start: start, end: end, inner: end, rest: end, name: name, torn: true})
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// trim carries out {{- and -}}: blanks beside the tag on its own line vanish,
// line ends do not.
func (s *scanner) trim(p *piece) {
	if strings.HasPrefix(p.text, "-") && !startsNumber(p.text[1:]) {
		p.text = p.text[1:]
		p.inner++
		if n := len(s.pieces); n > 0 && s.pieces[n-1].kind == words {
			before := &s.pieces[n-1]
			before.text = strings.TrimRight(before.text, " \t")
			before.end = before.start + len(before.text)
		}
	}
	if strings.HasSuffix(p.text, "-") {
		p.text = strings.TrimSuffix(p.text, "-")
		for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
			s.at++
		}
	}
}

// startsNumber tells {{-5}} from {{- name }}.
func startsNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func (s *scanner) statement(p *piece) {
	body := strings.TrimLeft(p.text, " \t\r\n")
	name := body
	if i := strings.IndexAny(body, " \t\r\n(\"'"); i >= 0 {
		name = body[:i]
	}
	p.name = name
	p.rest = p.inner + len(p.text) - len(body) + len(name)
	switch name {
	case "comment":
		s.skip(p, "endcomment", comment)
	case "verbatim":
		s.skip(p, "endverbatim", literal)
	default:
		p.alone = s.alone(p.start, p.end)
		s.pieces = append(s.pieces, *p)
	}
}

// skip reads the raw text up to an end tag.
func (s *scanner) skip(p *piece, end string, kind pieceKind) {
	for i := s.at; ; {
		open := strings.Index(s.text[i:], "{%")
		if open < 0 || s.missing[end] {
			s.missing[end] = true
			s.report.Add(diag.TemplateUnclosed, s.in.Range(p.start, p.end), "close it with {% "+end+" %}", "%s has no end", p.name)
			return
		}
		open += i
		if size, ok := endTag(s.text[open:], end); ok {
			whole := piece{kind: kind, start: p.start, end: open + size, text: s.text[s.at:open]}
			if kind == comment {
				whole.alone = s.alone(whole.start, whole.end)
			} else {
				whole.start, whole.end = s.at, open
			}
			s.at = open + size
			s.pieces = append(s.pieces, whole)
			return
		}
		i = open + 2
	}
}

// endTag reports whether text begins with the tag of a name, and its size in
// bytes.
func endTag(text, name string) (size int, ok bool) {
	const blanks = " \t\r\n-"
	rest, ok := strings.CutPrefix(strings.TrimLeft(text[len("{%"):], blanks), name)
	if !ok {
		return 0, false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, blanks), "%}")
	return len(text) - len(rest), ok
}

// alone reports whether only blanks stand before start and behind end on their
// lines.
func (s *scanner) alone(start, end int) bool {
	lineStart := strings.LastIndexByte(s.text[:start], '\n') + 1
	after := firstLine(s.text[end:])
	return strings.TrimSpace(s.text[lineStart:start]) == "" && strings.TrimSpace(after) == ""
}
