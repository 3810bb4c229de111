package preview

import (
	"encoding/base64"
	"regexp"

	"github.com/billet-mail/billet/mail"
)

// cidAddress is the address of an inline image (RFC 2392), as mails have it.
var cidAddress = regexp.MustCompile(`( (?:src|background)=")cid:([^"]*)"`)

// withImages shows the inline images of a message from the page itself, since a
// browser knows no cid: addresses.
func withImages(html string, m *mail.Message) string {
	files := map[string]*mail.File{}
	for _, a := range m.Attachments() {
		if a.ContentID != "" {
			files[a.ContentID] = a.File
		}
	}
	if len(files) == 0 {
		return html
	}
	return cidAddress.ReplaceAllStringFunc(html, func(found string) string {
		parts := cidAddress.FindStringSubmatch(found)
		file := files[parts[2]]
		if file == nil {
			return found
		}
		return parts[1] + "data:" + file.MediaType() + ";base64," + base64.StdEncoding.EncodeToString(file.Bytes()) + `"`
	})
}
