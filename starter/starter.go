// Package starter is the mail folder that Billet brings along. Its golden files
// are part of the checkout, not of the package.
package starter

import (
	"embed"
	"io/fs"
)

//go:embed all:mail/billet.yaml all:mail/layouts all:mail/locales all:mail/notifications all:mail/partials all:mail/scenarios all:mail/styles all:mail/templates
var embedded embed.FS

// Folder is the starter: a complete mail folder, read-only.
func Folder() fs.FS {
	folder, err := fs.Sub(embedded, "mail")
	if err != nil {
		return embedded // fs.Sub fails on an invalid name only
	}
	return folder
}
