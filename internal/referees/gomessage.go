package referees

import (
	"bytes"
	"io"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // all character sets
	"github.com/emersion/go-message/mail"
)

// GoMessage reads a message with emersion/go-message.
func GoMessage(raw []byte) (Reading, error) {
	r := newReading()
	entity, err := message.Read(bytes.NewReader(raw))
	if err != nil {
		return r, err
	}
	header := mail.Header{Header: entity.Header}
	for _, name := range mailboxFields {
		list, err := header.AddressList(name)
		if err != nil {
			return r, err
		}
		for _, a := range list {
			r.Mailboxes[name] = append(r.Mailboxes[name], [2]string{a.Name, address(a.Address)})
		}
	}
	for _, name := range textFields {
		if header.Has(name) {
			if r.Texts[name], err = header.Text(name); err != nil {
				return r, err
			}
		}
	}
	return r, entity.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		kind, _, err := part.Header.ContentType()
		if err != nil || strings.HasPrefix(kind, "multipart/") {
			return err
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			return err
		}
		if disposition, params, err := part.Header.ContentDisposition(); err == nil && disposition != "" {
			r.file(params["filename"], part.Header.Get("Content-ID"), body)
			return nil
		}
		r.words(kind, string(body))
		return nil
	})
}
