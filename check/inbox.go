package check

import (
	"slices"
	"unicode"

	"golang.org/x/text/width"

	"github.com/billet-mail/billet/diag"
)

// What a phone shows of a mail in its inbox, in columns: about 40 of the subject
// and 90 of the preheader. Tests of phones found 33 to 48 and 37 to 99
// (https://www.emailtooltester.com/en/blog/email-subject-lines-character-limit/);
// 90 is what others advise too (https://react.email/docs/components/preview).
const (
	subjectColumns   = 40
	preheaderColumns = 90
)

// checkInbox reports subjects and preheaders that a phone cuts off even with the
// shortest of the sample data: then it is the words that are too long. It looks
// at all mails of a template in a language together.
func (c *checker) checkInbox() findings {
	var found findings
	shortest := map[diag.Range]*Mail{}
	fewest := func(at diag.Range, m *Mail, columns func(*Mail) int) {
		if first := shortest[at]; first == nil || columns(m) < columns(first) {
			shortest[at] = m
		}
	}
	for i := range c.Mails {
		m := &c.Mails[i]
		fewest(m.SubjectAt, m, subjectWidth)
		if m.PreheaderAt != (diag.Range{}) {
			fewest(m.PreheaderAt, m, preheaderWidth)
		} else {
			found.Warn(diag.InboxPreheader, m.file(), `add preheader: "…" to the front matter`, "the template has no preheader: the inbox shows the first words of the mail instead")
		}
		c.checkSubjectAmount(m, &found)
	}
	for at, m := range shortest {
		if n := subjectWidth(m); at == m.SubjectAt && n > subjectColumns {
			found.quoting(m, n).Warn(diag.InboxSubject, at, "put what matters first and leave out the rest",
				"the subject has %d columns even where it is shortest; a phone shows about %d", n, subjectColumns)
		}
		if n := preheaderWidth(m); at == m.PreheaderAt && n > preheaderColumns {
			found.quoting(m, n).Warn(diag.InboxPreheader, at, "put what matters first and leave out the rest",
				"the preheader has %d columns even where it is shortest; a phone shows about %d", n, preheaderColumns)
		}
	}
	return found
}

func subjectWidth(m *Mail) int   { return columns(m.Subject) }
func preheaderWidth(m *Mail) int { return columns(m.Preheader) }

// columns is how wide a text is: characters of East Asia count as two (UAX 11),
// marks on other characters and characters that only direct as none.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// checkSubjectAmount wants an amount in the subject to stand in the mail too: who
// reads two different ones trusts neither.
func (c *checker) checkSubjectAmount(m *Mail, found *findings) {
	marks := c.marks[m.Locale]
	inText := marks.amounts(m.Text)
	for _, amount := range marks.amounts(m.Subject) {
		if !slices.Contains(inText, amount) {
			found.quoting(m, 0).Warn(diag.InboxAmount, m.SubjectAt, "name the same amount in the subject and in the mail", "the subject names %s, and the mail does not", amount)
		}
	}
}
