package golden

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
)

// Dir is the folder of the golden files in a mail folder.
const Dir = "golden"

// Mail names a mail of a folder.
type Mail struct{ Template, Event, Variant, Locale string }

// File is the path of the mail's golden file in the mail folder.
func (m Mail) File() string {
	return Dir + "/" + m.Template + "/" + m.Event + "." + m.Variant + "." + m.Locale + ".txtar"
}

// Mails lists the mails of a folder, in the order of their files.
func Mails(f *billet.Folder) []Mail {
	var list []Mail
	for _, template := range f.Templates() {
		for _, event := range f.Serves(template) {
			for _, sample := range f.Samples(event) {
				for _, locale := range f.Locales(template) {
					list = append(list, Mail{template, event, sample.Variant, locale})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b Mail) int { return cmp.Compare(a.File(), b.File()) })
	return list
}

// Make makes a mail and writes it as its golden file.
func Make(ctx context.Context, f *billet.Folder, m Mail) (string, error) {
	message, err := Render(ctx, f, m)
	if err != nil {
		return "", err
	}
	return Text(message), nil
}

// Render makes a mail as golden files have it: at the time of the samples, and
// with a Message-ID that stays when the words change.
func Render(ctx context.Context, f *billet.Folder, m Mail) (*mail.Message, error) {
	data, err := f.Sample(m.Event, m.Variant)
	if err != nil {
		return nil, err
	}
	return f.Render(ctx, billet.RenderRequest{
		Event: m.Event, Template: m.Template, Locale: m.Locale, Data: data, Now: billet.SampleTime(), Key: "sample " + m.Variant,
	})
}

// Text is a message as a golden file: a txtar archive of its headers, subject,
// preheader, text and HTML. Characters that do not show, and blanks at the end
// of a line, stand as \uXXXX.
func Text(m *mail.Message) string { return TextWith(m, m.HTML()) }

// TextWith is [Text] with another HTML, such as one without the marks of
// [billet.Options].
func TextWith(m *mail.Message, html string) string {
	var headers strings.Builder
	for _, h := range m.Headers() {
		if h.Name != "Subject" {
			fmt.Fprintf(&headers, "%s: %s\n", h.Name, h.Value)
		}
	}
	var b strings.Builder
	for _, part := range []struct{ name, text string }{
		{"headers", headers.String()},
		{"subject", m.Subject()},
		{"preheader", m.Preheader()},
		{"text", m.Text()},
		{"html", html},
	} {
		b.WriteString("-- " + part.name + " --\n")
		for line := range strings.Lines(part.text) {
			b.WriteString(visible(strings.TrimSuffix(line, "\n")) + "\n")
		}
	}
	return b.String()
}

// HTML is the HTML of the mail that a golden file holds; "" if it holds none.
func HTML(text string) string {
	var b strings.Builder
	for _, part := range txtar.Parse([]byte(text)).Files {
		if part.Name != "html" {
			continue
		}
		for line := range strings.Lines(string(part.Data)) {
			b.WriteString(unescaped(line))
		}
	}
	return b.String()
}
