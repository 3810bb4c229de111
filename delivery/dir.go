package delivery

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/billet-mail/billet/mail"
)

// Dir puts messages into a folder, as files that mail programs open by a
// double click: 20261120T090000Z_payment_overdue_fr_jo.eml. The same message
// gets the same name, with -2 and so on if there is one already. It is safe for
// concurrent use, by several programs too.
type Dir struct{ folder string }

// NewDir takes a folder, and makes it if it is missing.
func NewDir(folder string) (*Dir, error) { return &Dir{folder}, folders(folder) }

// maxSame is how many files of one name there may be.
const maxSame = 10_000

// Send writes a file. Its recipients are not in it, but for those of the header.
func (d *Dir) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	base, data := dirName(m), m.Bytes()
	for n := 1; n <= maxSame; n++ {
		if err := ctx.Err(); err != nil {
			return sameForAll(m, fileFault(err))
		}
		name := base
		if n > 1 {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		draft, final := filepath.Join(d.folder, "."+name+".eml.tmp"), filepath.Join(d.folder, name+".eml")
		switch err := writeNew(draft, final, data); {
		case err == nil:
			return sameForAll(m, nil)
		case !errors.Is(err, fs.ErrExist):
			return sameForAll(m, fileFault(err))
		}
	}
	return sameForAll(m, fileFault(fmt.Errorf("%s has %d messages named %s: %w", d.folder, maxSame, base, fs.ErrExist)))
}

// dirName is a file name without its ending, of letters that every system
// allows.
func dirName(m *mail.Message) string {
	to := ""
	if all := m.Envelope().Recipients; len(all) > 0 {
		to, _, _ = strings.Cut(all[0], "@")
	}
	words := []string{}
	for _, word := range []string{m.Date().UTC().Format("20060102T150405Z"), m.Event(), m.Locale(), to} {
		if word = fileWord(word); word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, "_")
}

// fileWord keeps letters and digits of ASCII, hyphens and underscores, 40 at
// most.
func fileWord(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_':
			return r
		case r == '.' || r == '+':
			return '-'
		}
		return -1
	}, s)
	return s[:min(len(s), 40)]
}
