package referees

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
)

// NetMail reads a message with net/mail and mime/multipart.
func NetMail(raw []byte) (Reading, error) {
	r := newReading()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return r, err
	}
	for _, name := range mailboxFields {
		if m.Header.Get(name) == "" {
			continue
		}
		list, err := m.Header.AddressList(name)
		if err != nil {
			return r, err
		}
		for _, a := range list {
			r.Mailboxes[name] = append(r.Mailboxes[name], [2]string{a.Name, address(a.Address)})
		}
	}
	for _, name := range textFields {
		for _, value := range m.Header[textproto.CanonicalMIMEHeaderKey(name)] {
			if r.Texts[name], err = new(mime.WordDecoder).DecodeHeader(value); err != nil {
				return r, err
			}
		}
	}
	return r, r.part(textproto.MIMEHeader(m.Header), m.Body)
}

// part reads a part and those in it.
func (r *Reading) part(header textproto.MIMEHeader, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err == nil {
				err = r.part(part.Header, part)
			}
			if err != nil {
				return err
			}
		}
	}
	switch header.Get("Content-Transfer-Encoding") {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if header.Get("Content-Disposition") == "" {
		r.words(kind, string(content))
		return nil
	}
	_, params, err = mime.ParseMediaType(header.Get("Content-Disposition"))
	r.file(params["filename"], header.Get("Content-ID"), content)
	return err
}

func (r *Reading) words(kind, content string) {
	if kind == "text/plain" {
		r.Text = unixLines(content)
		return
	}
	r.HTML = unixLines(content)
}

func (r *Reading) file(name, id string, content []byte) {
	id = strings.TrimSuffix(strings.TrimPrefix(id, "<"), ">")
	r.Files = append(r.Files, [3]string{name, id, base64.StdEncoding.EncodeToString(content)})
}
