package check

import (
	"strings"

	"github.com/billet-mail/billet/diag"
)

// maxHTML is how many bytes of HTML Gmail shows; what is behind them is clipped.
// Google does not document it; tests found 102 KB
// (https://github.com/hteumeuleu/email-bugs/issues/41). The 16 KB of a style
// block are judged when a folder opens: see css-head-size.
const maxHTML = 102_000

// fewEntries is how many entries a list must be able to have before Gmail clips
// the mail. Longer bills exist, and are clipped however they are written: each
// row has its styles inlined.
const fewEntries = 50

// HTMLSize is how many bytes a page has without its marks.
func HTMLSize(html string) int {
	const mark = " " + markName + `="`
	size := len(html)
	for {
		_, rest, found := strings.Cut(html, mark)
		if !found {
			return size
		}
		value, after, _ := strings.Cut(rest, `"`)
		size -= len(mark) + len(value) + len(`"`)
		html = after
	}
}

// checkSize reports a mail that Gmail clips.
func (c *checker) checkSize(p *page, found *findings) {
	size := HTMLSize(p.mail.HTML)
	if size <= maxHTML {
		return
	}
	found.quoting(p.mail, -size).Warn(diag.SizeClipped, p.mail.file(), "use fewer elements and shorter styles, or show a part and link to the rest",
		"the HTML has %d bytes; Gmail clips a mail after %d", size, maxHTML)
}

// file is the mail's template as a whole.
func (m *Mail) file() diag.Range {
	return diag.Range{File: "templates/" + m.Template + "/" + m.Locale + ".md"}
}

// Long is a mail that grows with the lists of its data.
type Long struct {
	Mail // without the parts

	// Size renders the mail with so many entries in every list, or as many as a
	// list may have, and gives the bytes of its HTML without marks. It is not ok
	// if data cannot have so many entries.
	Size func(entries int) (bytes int, ok bool, err error)
}

// worstCase is how many entries the longest mail has.
const worstCase = 300

// long reports a mail that Gmail clips at a number of entries that happens.
func (c *checker) long(l *Long, found *findings) error {
	most, clipped := 0, worstCase+1 // the mail fits with most entries, as far as is known
	tooLarge := false               // with clipped entries it is, and data can have as many
	for entries := worstCase; clipped-most > 1; entries = (most + clipped) / 2 {
		size, ok, err := l.Size(entries)
		switch {
		case err != nil:
			return err
		case ok && size <= maxHTML:
			most = entries
		default:
			clipped, tooLarge = entries, ok
		}
	}
	if tooLarge && clipped <= fewEntries {
		found.quoting(&l.Mail, clipped).Warn(diag.SizeList, l.file(), "give the cells of the list fewer and shorter styles, or show a part and link to the rest",
			"Gmail clips the mail from %d entries in its lists on; it should hold %d", clipped, fewEntries)
	}
	return nil
}
