package bench

import (
	"context"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"reflect"
	"strings"
	"time"

	"github.com/billet-mail/billet"
)

// EncodingTable prints, for the mail in each language, how many bytes each of
// its parts has in each encoding, and which one Billet takes.
func EncodingTable() (string, error) {
	var b strings.Builder
	b.WriteString("| language | part | bytes | as quoted-printable | as base64 | taken |\n|---|---|---:|---:|---:|---|\n")
	for _, language := range Languages() {
		folder, err := FolderIn(language)
		if err != nil {
			return "", err
		}
		ours, err := newOursIn(folder, language, reflect.TypeFor[textInvoice]())
		if err != nil {
			return "", err
		}
		data, err := asText(SampleIn(language, FewLines))
		if err != nil {
			return "", err
		}
		m, err := ours.folder.Render(context.Background(), billet.RenderRequest{
			Event: "invoice", Locale: language, Data: data, Checked: true, Now: time.Unix(0, 0), Key: "1",
		})
		if err != nil {
			return "", err
		}
		for i, text := range []string{m.Text(), m.HTML()} {
			part := m.Structure().Parts[i]
			name, _, _ := strings.Cut(part.MediaType, ";")
			fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %s |\n", language, name, len(text), quotedSize(text), base64Size(text), part.Encoding)
		}
	}
	return b.String(), nil
}

func quotedSize(text string) int {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	w.Write([]byte(text)) // writing to memory does not fail
	w.Close()
	return b.Len()
}

func base64Size(text string) int {
	n := base64.StdEncoding.EncodedLen(len(strings.ReplaceAll(text, "\n", "\r\n")))
	return n + 2*((n+75)/76)
}
