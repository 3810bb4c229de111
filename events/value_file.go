package events

import (
	"mime"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// File is a file that comes with the data: a PDF of the invoice. In JSON the
// bytes are base64 (RFC 4648, section 4). The zero File is absent.
type File struct {
	Name      string `json:"name"`       // with its ending, without folders; at most 200 bytes
	MediaType string `json:"media_type"` // RFC 6838: application/pdf
	Bytes     []byte `json:"bytes"`
}

const maxFileName = 200 // bytes, also of the media type

// IsZero reports whether the File is absent.
func (f File) IsZero() bool { return f.Name == "" && f.MediaType == "" && len(f.Bytes) == 0 }

// checkFile judges a File that is present, each member by itself.
func checkFile(f File, report func(member string, p *problem)) {
	empty := &problem{diag.DataMissing, "is required and must not be empty", "give it a value"}
	tooLong := &problem{diag.DataLimit, "must have at most 200 bytes", "shorten it"}
	switch p := checkText(f.Name); {
	case f.Name == "":
		report("name", empty)
	case p != nil:
		report("name", p)
	case isBlank(f.Name):
		report("name", &problem{diag.DataMissing, "is required, but blank: no character in it shows", "give it a value"})
	case strings.ContainsAny(f.Name, "/\\\r\n\t\"") || f.Name == "." || f.Name == "..":
		report("name", &problem{diag.DataFile, "must be a file name without folders", `write it like "invoice.pdf"`})
	case len(f.Name) > maxFileName:
		report("name", tooLong)
	}
	switch _, _, err := mime.ParseMediaType(f.MediaType); {
	case f.MediaType == "":
		report("media_type", empty)
	case len(f.MediaType) > maxFileName:
		report("media_type", tooLong)
	case err != nil || !strings.Contains(f.MediaType, "/") || checkText(f.MediaType) != nil:
		report("media_type", &problem{diag.DataFile, "must be a media type", `write it like "application/pdf"`})
	}
	if len(f.Bytes) == 0 {
		report("bytes", empty)
	}
}
