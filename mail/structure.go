package mail

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// Part is a node of a message's MIME tree.
type Part struct {
	MediaType   string `json:"media_type"`            // with its parameters, without boundary
	Encoding    string `json:"encoding,omitempty"`    // Content-Transfer-Encoding; empty for several parts
	Disposition string `json:"disposition,omitempty"` // attachment or inline; empty for the text parts
	Filename    string `json:"filename,omitempty"`
	ContentID   string `json:"content_id,omitempty"` // without < >
	Size        int    `json:"bytes,omitempty"`      // bytes of the content before it is encoded
	Parts       []Part `json:"parts,omitempty"`

	body *Body
	file *File
	room int // a little more than the bytes of an encoded body
}

// Structure is the MIME tree of the message: mixed, related, alternative, with
// only those levels that are needed. The text stands before the HTML (RFC 2046,
// section 5.1.4).
func (m *Message) Structure() Part {
	c := &m.content
	top := m.words(new([2]Part))
	if len(c.Attachments) == 0 {
		return top
	}
	related, mixed := []Part{top}, []Part{}
	for i := range c.Attachments {
		a := &c.Attachments[i]
		part := Part{
			MediaType: a.File.mediaType, Encoding: "base64", Disposition: "attachment",
			Filename: a.Filename, ContentID: a.ContentID, Size: a.File.Size(), file: a.File,
		}
		if a.ContentID != "" {
			part.Disposition = "inline"
			related = append(related, part)
			continue
		}
		mixed = append(mixed, part)
	}
	if len(related) > 1 {
		kind, _, _ := strings.Cut(top.MediaType, ";")
		top = Part{MediaType: `multipart/related; type="` + kind + `"`, Parts: related} // RFC 2387, section 3.1
	}
	if len(mixed) > 0 {
		top = Part{MediaType: "multipart/mixed", Parts: append([]Part{top}, mixed...)}
	}
	return top
}

// words is the text and the HTML, which it puts into list.
func (m *Message) words(list *[2]Part) Part {
	c := &m.content
	text, html := &list[0], &list[1]
	*text = Part{MediaType: "text/plain; charset=utf-8", Size: c.Text.Len(), body: &c.Text}
	*html = Part{MediaType: "text/html; charset=utf-8", Size: c.HTML.Len(), body: &c.HTML}
	text.Encoding, text.room = c.Text.encoding()
	html.Encoding, html.room = c.HTML.encoding()
	switch {
	case c.HTML.Len() == 0:
		return *text
	case c.Text.Len() == 0:
		return *html
	}
	return Part{MediaType: "multipart/alternative", Parts: list[:]}
}

// boundary is the border of the parts of a level. Encoded parts cannot hold it:
// in quoted-printable = is followed by hexadecimal digits, in base64 there is
// no underscore (RFC 2045, section 6.7).
func (m *Message) boundary(level byte) [23]byte {
	var id [256]byte
	sum := sha256.Sum256(append(id[:0], m.content.ID...))
	border := [23]byte{0: '=', 1: '_', 22: 'a' + level}
	base64.RawURLEncoding.Encode(border[2:], sum[:15])
	return border
}

// rooms is a little more than the bytes of all encoded bodies.
func (p *Part) rooms() int {
	n := p.room
	for i := range p.Parts {
		n += p.Parts[i].rooms()
	}
	return n
}

// write appends a part with its header.
func (p *Part) write(f *fields, m *Message, level byte) {
	if p.Parts != nil {
		border := m.boundary(level)
		f.begin("Content-Type")
		kind, params, more := strings.Cut(p.MediaType, "; ")
		f.around("", kind, ";")
		if more {
			f.around("", params, ";")
		}
		f.around(`boundary="`, string(border[:]), `"`)
		f.end()
		for i := range p.Parts {
			f.b = append(append(append(f.b, "\r\n--"...), border[:]...), "\r\n"...)
			p.Parts[i].write(f, m, level+1)
		}
		f.b = append(append(append(f.b, "\r\n--"...), border[:]...), "--\r\n"...)
		return
	}
	f.mediaType(p.MediaType)
	f.structured("Content-Transfer-Encoding", p.Encoding)
	if p.ContentID != "" {
		f.ids("Content-ID", p.ContentID)
	}
	if p.Disposition != "" {
		f.begin("Content-Disposition")
		f.around("", p.Disposition, ";")
		f.filename(p.Filename)
		f.end()
	}
	f.b = append(f.b, '\r', '\n')
	switch {
	case p.file != nil:
		f.b = append(f.b, p.file.encoded...)
	case p.Encoding == "base64":
		f.b = p.body.packedTo(f.b)
	default:
		f.b = p.body.quotedTo(f.b)
	}
}

// filename writes the parameter filename: as filename* (RFC 2231, section 4) a
// name that could be read in two ways in quotes, in several pieces (section 3) one
// that no line holds.
func (f *fields) filename(name string) {
	if isASCII(name) && strings.TrimSpace(name) == name && !strings.ContainsAny(name, "\t\"%'*=?") && len(name) <= pieceRoom {
		f.around(`filename="`, name, `"`)
		return
	}
	var pieces []string
	piece := ""
	for _, r := range name {
		var character []byte
		for _, c := range []byte(string(r)) {
			if isAlphanumeric(c) || strings.IndexByte("-._~", c) >= 0 {
				character = append(character, c)
			} else {
				character = append(character, '%', upperHex[c>>4], upperHex[c&15])
			}
		}
		if len(piece)+len(character) > pieceRoom {
			pieces, piece = append(pieces, piece), ""
		}
		piece += string(character)
	}
	if len(pieces) == 0 {
		f.around("filename*=utf-8''", piece, "")
		return
	}
	for i, each := range append(pieces, piece) {
		begin, end := "filename*"+strconv.Itoa(i)+"*=", ";"
		if i == 0 {
			begin += "utf-8''"
		}
		if i == len(pieces) {
			end = ""
		}
		f.around(begin, each, end)
	}
}

// pieceRoom is how much of a name stands on one line.
const pieceRoom = 54
