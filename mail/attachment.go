package mail

import "io"

// File is the content of an attachment, encoded once for all messages. It is
// immutable and safe for concurrent use.
type File struct {
	mediaType string
	data      string
	encoded   []byte // base64 in lines of 76
}

// NewFile takes a file's content. An empty media type is sniffed.
func NewFile(mediaType string, data []byte) (*File, error) { panic("to be written") }

// ReadFile takes a file's content from a reader that must give exactly size
// bytes: fewer, more, or an error of the reader are errors.
func ReadFile(mediaType string, r io.Reader, size int64) (*File, error) { panic("to be written") }

// MediaType is the media type, such as application/pdf.
func (f *File) MediaType() string { return f.mediaType }

// Size is the size of the content in bytes.
func (f *File) Size() int { return len(f.data) }

// Bytes is a copy of the content.
func (f *File) Bytes() []byte { return []byte(f.data) }

// Attachment is a file that goes with a message.
type Attachment struct {
	Filename  string // as the reader sees it, in Unicode
	File      *File
	ContentID string // without < >; given for images that the HTML shows as cid:
}
