package mail

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// File is the content of an attachment, encoded once for all messages. It is
// immutable and safe for concurrent use.
type File struct {
	mediaType string
	data      string
	encoded   []byte // base64 in lines of 76
}

// NewFile takes a file's content. An empty media type is found out from the
// first bytes (https://mimesniff.spec.whatwg.org).
func NewFile(mediaType string, data []byte) (*File, error) {
	if mediaType == "" {
		mediaType = http.DetectContentType(data)
	}
	if fault := mediaTypeFault(mediaType); fault != "" {
		return nil, &InvalidError{Field: "media type", Value: mediaType, Reason: fault}
	}
	f := &File{mediaType: mediaType, data: string(data)}
	f.encoded = appendBase64(make([]byte, 0, base64Len(len(data))), f.data)
	return f, nil
}

// ReadFile takes a file's content from a reader, which must give exactly size
// bytes: fewer, more, and an error of the reader are errors, so that no half
// file is sent.
func ReadFile(mediaType string, r io.Reader, size int64) (*File, error) {
	if r == nil {
		return nil, &InvalidError{Field: "file", Reason: "has no reader"}
	}
	if size < 0 {
		return nil, &InvalidError{Field: "file size", Value: fmt.Sprint(size), Reason: "is below 0"}
	}
	data, err := io.ReadAll(io.LimitReader(r, size))
	if err != nil {
		return nil, fmt.Errorf("the file was not read whole: %w", err)
	}
	if int64(len(data)) < size {
		return nil, fmt.Errorf("the file ends after %d of %d bytes: %w", len(data), size, io.ErrUnexpectedEOF)
	}
	var more [1]byte
	switch n, err := io.ReadFull(r, more[:]); {
	case n > 0:
		return nil, fmt.Errorf("the file has more than the %d bytes that were announced", size)
	case !errors.Is(err, io.EOF):
		return nil, fmt.Errorf("the file was not read whole: %w", err)
	}
	return NewFile(mediaType, data)
}

func mediaTypeFault(mediaType string) string {
	if plainRun(strings.ReplaceAll(mediaType, "=", "")) < len(mediaType)-strings.Count(mediaType, "=") || strings.Contains(mediaType, "\t") {
		return "holds what is no printable ASCII"
	}
	if reason := wordFault(mediaType); reason != "" {
		return reason
	}
	base, params, err := mime.ParseMediaType(mediaType)
	if err != nil || mime.FormatMediaType(base, params) == "" || strings.HasSuffix(strings.TrimSpace(mediaType), ";") || len(mediaType) > maxLine/2 {
		return "is no media type like application/pdf"
	}
	switch kind, sub, ok := strings.Cut(base, "/"); {
	case !ok || sub == "":
		return "is no media type like application/pdf"
	case kind == "multipart" || kind == "message":
		// A reader would take its content apart instead of showing a file.
		return "is of several parts (name its file application/octet-stream)"
	}
	return ""
}

// MediaType is the media type, such as application/pdf.
func (f *File) MediaType() string { return f.mediaType }

// Size is the size of the content in bytes.
func (f *File) Size() int { return len(f.data) }

// Bytes is a copy of the content.
func (f *File) Bytes() []byte { return []byte(f.data) }

// Attachment is a file that goes with a message.
type Attachment struct {
	Filename  string // as the reader sees it, in Unicode, without a folder
	File      *File
	ContentID string // without < >; given for images that the HTML shows as cid:
}
