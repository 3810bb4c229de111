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
}

// args is the text behind the first word of a statement.
func (p piece) args() string { return p.text[p.rest-p.inner:] }

// maxFile is the size of a file in bytes that is still read.
const maxFile = 256 << 10

// scan splits a file from byte offset from on. Faults are reported, and the
// faulty tag is left out.
func scan(in expr.Input, from int, report *diag.List) []piece {
	s := &scanner{in: in, text: in.Text, at: from, report: report}
	if len(s.text) > maxFile {
		report.Add(diag.TemplateSize, in.Range(0, 0), "split it into partials", "the file has more than %d KB", maxFile>>10)
		return nil
	}
	for s.at < len(s.text) {
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
	closing := s.closing(start+2, closers[open], open != "{#")
	if closing < 0 {
		end := start + len(firstLine(s.text[start:]))
		s.report.Add(diag.TemplateUnclosed, s.in.Range(start, end), "close it with "+closers[open], "the tag %s has no end", open)
		s.at = end
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

// closing finds the end of a tag, not inside a string.
func (s *scanner) closing(from int, closer string, quotes bool) int {
	quote := byte(0)
	for i := from; i < len(s.text); i++ {
		c := s.text[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case quotes && (c == '"' || c == '\''):
			quote = c
		case strings.HasPrefix(s.text[i:], closer):
			return i
		case strings.HasPrefix(s.text[i:], "\n\n") && quotes:
			return -1
		}
	}
	return -1
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
	if i := strings.IndexAny(body, " \t\r\n"); i >= 0 {
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
		if open < 0 {
			s.report.Add(diag.TemplateUnclosed, s.in.Range(p.start, p.end), "close it with {% "+end+" %}", "%s has no end", p.name)
			return
		}
		open += i
		closing := s.closing(open+2, "%}", false)
		if closing >= 0 && strings.Trim(s.text[open+2:closing], " \t-") == end {
			whole := piece{kind: kind, start: p.start, end: closing + 2, text: s.text[s.at:open]}
			if kind == comment {
				whole.alone = s.alone(whole.start, whole.end)
			} else {
				whole.start, whole.end = s.at, open
			}
			s.at = closing + 2
			s.pieces = append(s.pieces, whole)
			return
		}
		i = open + 2
	}
}

// alone reports whether only blanks stand before start and behind end on their
// lines.
func (s *scanner) alone(start, end int) bool {
	lineStart := strings.LastIndexByte(s.text[:start], '\n') + 1
	after := firstLine(s.text[end:])
	return strings.TrimSpace(s.text[lineStart:start]) == "" && strings.TrimSpace(after) == ""
}
