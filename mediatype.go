package billet

import (
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// fileType is a media type, and what the first bytes of such a file look like
// to package net/http, as far as it knows.
type fileType struct{ mediaType, looks string }

// fileTypes are the types of the files that go with mails, by extension. The
// tables of the system that package mime reads differ from machine to machine.
func fileTypes() map[string]fileType {
	const (
		text   = "text/"
		zip    = "application/zip"
		office = "application/vnd.openxmlformats-officedocument."
	)
	return map[string]fileType{
		".pdf":  {"application/pdf", "application/pdf"},
		".png":  {"image/png", "image/png"},
		".jpg":  {"image/jpeg", "image/jpeg"},
		".jpeg": {"image/jpeg", "image/jpeg"},
		".gif":  {"image/gif", "image/gif"},
		".webp": {"image/webp", "image/webp"},
		".zip":  {zip, zip},
		".docx": {office + "wordprocessingml.document", zip},
		".xlsx": {office + "spreadsheetml.sheet", zip},
		".pptx": {office + "presentationml.presentation", zip},
		".odt":  {"application/vnd.oasis.opendocument.text", zip},
		".ods":  {"application/vnd.oasis.opendocument.spreadsheet", zip},
		".txt":  {"text/plain", text},
		".csv":  {"text/csv", text},
		".ics":  {"text/calendar", text},
		".vcf":  {"text/vcard", text},
		".html": {"text/html", text},
		".xml":  {"application/xml", text},
		".json": {"application/json", text},
	}
}

// MediaType is the media type of a file by the extension of its name, else by
// its content. The name decides first because a client opens the file by it, and
// because a spreadsheet's content is that of a ZIP archive.
func MediaType(name string, data []byte) string {
	if known, ok := fileTypes()[strings.ToLower(path.Ext(name))]; ok {
		return withCharset(known.mediaType, data)
	}
	return http.DetectContentType(data)
}

// withCharset says of text that it is UTF-8, if it is.
func withCharset(mediaType string, data []byte) string {
	if strings.HasPrefix(mediaType, "text/") && utf8.Valid(data) {
		return mediaType + "; charset=utf-8"
	}
	return mediaType
}

// looksLike reports whether the content of a file can be of a media type, and
// what it looks like otherwise. Of types that it does not know it takes all.
func looksLike(mediaType string, data []byte) (ok bool, other string) {
	base, _, _ := strings.Cut(mediaType, ";")
	other, _, _ = strings.Cut(http.DetectContentType(data), ";")
	var looks []string
	for _, known := range fileTypes() {
		if known.mediaType == base {
			looks = append(looks, known.looks)
		}
	}
	if len(looks) == 0 {
		return true, other
	}
	return slices.ContainsFunc(looks, func(want string) bool { return strings.HasPrefix(other, want) }), other
}

// isImage reports the media types of images that every mail client shows.
func isImage(data []byte) (mediaType string, ok bool) {
	mediaType, _, _ = mime.ParseMediaType(http.DetectContentType(data))
	return mediaType, slices.Contains([]string{"image/png", "image/jpeg", "image/gif"}, mediaType)
}
