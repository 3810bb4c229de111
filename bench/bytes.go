package bench

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"reflect"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
)

// Names of the ways to the bytes that the table compares the others with.
const (
	NaiveBytesName = "naive pipeline + go-mail"
	FloorBytesName = "floor, by hand"
)

// ByteWays lists the ways to the bytes of the whole message in a language.
func ByteWays(language string) ([]Way, error) {
	folder, err := FolderIn(language)
	if err != nil {
		return nil, err
	}
	naive, err := NewNaive(folder, "invoice", language)
	if err != nil {
		return nil, err
	}
	page, err := FinishIn(language)
	if err != nil {
		return nil, err
	}
	text, err := newOursIn(folder, language, reflect.TypeFor[textInvoice]())
	if err != nil {
		return nil, err
	}
	typed, err := newOursIn(folder, language, reflect.TypeFor[typedInvoice]())
	if err != nil {
		return nil, err
	}
	segments, floor := NewFloor(page), NewFloorBytes(page, language)
	return []Way{
		inBytes(NaiveBytesName, func(i *Invoice) ([]byte, error) { return throughGoMail(naive.Render, i) }),
		inBytes("finished strings by hand + go-mail", func(i *Invoice) ([]byte, error) { return throughGoMail(segments.Render, i) }),
		inBytes(FloorBytesName, func(i *Invoice) ([]byte, error) { return floor.Render(i), nil }),
		text.startBytes("Billet, formatted text", asText, true, false),
		typed.startBytes("Billet, whole: check, format, write", asTyped, false, true),
	}, nil
}

// inBytes is the way of a function that makes the bytes.
func inBytes(name string, render func(*Invoice) ([]byte, error)) Way {
	return Way{Name: name, Start: func(invoice *Invoice) (Meter, Message, error) {
		raw, err := render(invoice)
		if err != nil {
			return nil, Message{}, err
		}
		message, err := ReadBytes(raw)
		return Measure(func() error {
			_, err := render(invoice)
			return err
		}), message, err
	}}
}

// startBytes prepares Go data of the event once; a turn makes the bytes of a
// message of it.
func (o *ours) startBytes(name string, convert func(*Invoice) (any, error), checked, part bool) Way {
	return Way{Name: name, Part: part, Start: func(invoice *Invoice) (Meter, Message, error) {
		data, err := convert(invoice)
		if err != nil {
			return nil, Message{}, err
		}
		request := billet.RenderRequest{
			Event: "invoice", Locale: o.language, Data: data, Checked: checked, Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC),
			Key: invoice.InvoiceNumber, To: []mail.Address{{Name: "Anna O'Neill", Email: "anna@example.com"}},
		}
		turn := func() ([]byte, error) {
			m, err := o.folder.Render(context.Background(), request)
			if err != nil {
				return nil, err
			}
			return m.Append(nil), nil
		}
		raw, err := turn()
		if err != nil {
			return nil, Message{}, err
		}
		message, err := ReadBytes(raw)
		return Measure(func() error {
			_, err := turn()
			return err
		}), message, err
	}}
}

func throughGoMail(render func(*Invoice) (Message, error), invoice *Invoice) ([]byte, error) {
	message, err := render(invoice)
	if err != nil {
		return nil, err
	}
	m := gomail.NewMsg()
	if err := errors.Join(m.FromFormat("Northwind Studio", "help@example.com"), m.AddToFormat("Anna O'Neill", "anna@example.com")); err != nil {
		return nil, err
	}
	m.Subject(message.Subject)
	m.SetMessageIDWithValue(invoice.InvoiceNumber + "@example.com")
	m.SetDateWithValue(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))
	m.SetBodyString(gomail.TypeTextPlain, message.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, message.HTML)
	var out bytes.Buffer
	_, err = m.WriteTo(&out)
	return out.Bytes(), err
}

// ReadBytes reads a message's bytes back.
func ReadBytes(raw []byte) (Message, error) {
	read, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Message{}, err
	}
	message := Message{raw: raw}
	if message.Subject, err = new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject")); err != nil {
		return message, err
	}
	_, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		return message, err
	}
	parts := multipart.NewReader(read.Body, params["boundary"])
	for _, into := range []*string{&message.Text, &message.HTML} {
		part, err := parts.NextRawPart()
		if err != nil {
			return message, fmt.Errorf("the message lacks a part: %w", err)
		}
		var decoded io.Reader = quotedprintable.NewReader(part)
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			decoded = base64.NewDecoder(base64.StdEncoding, part)
		}
		body, err := io.ReadAll(decoded)
		if err != nil {
			return message, err
		}
		*into = strings.ReplaceAll(string(body), "\r\n", "\n")
	}
	return message, nil
}
