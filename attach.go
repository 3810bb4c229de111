package billet

import (
	"fmt"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/render"
)

// AttachmentLimitError says that a message would have more files, or larger
// ones, than billet.yaml allows. No message is made then.
type AttachmentLimitError struct {
	Files, MostFiles int   // attached files; inline images do not count
	Bytes, MostBytes int64 // of all files together, before they are encoded
}

func (e *AttachmentLimitError) Error() string {
	if e.Files > e.MostFiles {
		return fmt.Sprintf("the message would have %d files attached, but may have %d (attach fewer, or raise limits.attachments in billet.yaml)", e.Files, e.MostFiles)
	}
	return fmt.Sprintf("the files of the message have %s, but may have %s (attach smaller ones, or raise limits.total_size in billet.yaml)", sizeText(e.Bytes), sizeText(e.MostBytes))
}

// fit decides which files of a page are linked because they do not fit, in
// their order; nil for none. Files that were given with the call, inline images
// and files without a link must fit.
func (f *Folder) fit(page *render.Page, given []mail.Attachment) (linked []bool, err error) {
	limits := &f.config.Limits
	files, size := 0, page.ImageSize
	for _, a := range given {
		if a.ContentID == "" {
			files++
		}
		if a.File != nil { // else mail.New reports it
			size += int64(a.File.Size())
		}
	}
	attachments := page.Attachments
	for i := range attachments {
		if attachments[i].URL == "" {
			files++
			size += int64(attachments[i].File.Size())
		}
	}
	for i := range attachments {
		if attachments[i].URL == "" {
			continue
		}
		if own := int64(attachments[i].File.Size()); files < limits.Attachments && size+own <= limits.TotalSize {
			files++
			size += own
			continue
		}
		if linked == nil {
			linked = make([]bool, len(attachments))
		}
		linked[i] = true
	}
	if files > limits.Attachments || size > limits.TotalSize {
		return nil, &AttachmentLimitError{Files: files, MostFiles: limits.Attachments, Bytes: size, MostBytes: limits.TotalSize}
	}
	return linked, nil
}

// attach lists the files of a message: those given with the call, which it is
// about, those of the template, and the images that it shows.
func attach(given []mail.Attachment, page *render.Page, parts render.Parts, linked []bool) []mail.Attachment {
	if len(page.Attachments) == 0 && len(parts.Images) == 0 {
		return given
	}
	list := make([]mail.Attachment, 0, len(given)+len(page.Attachments)+len(parts.Images))
	list = append(list, given...)
	for i, a := range page.Attachments {
		if linked == nil || !linked[i] {
			list = append(list, mail.Attachment{Filename: parts.Filenames[i], File: a.File})
		}
	}
	for _, image := range parts.Images {
		list = append(list, mail.Attachment{Filename: image.Name, File: image.File, ContentID: image.ContentID})
	}
	return list
}
