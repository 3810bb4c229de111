package preview

import (
	"cmp"
	"net/http"
	"net/url"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
)

// clipLimit is from which size on Gmail cuts the HTML of a mail off, in bytes.
const clipLimit = 102 << 10

// mailAnswer is what api/mail says. Without a last good version of the template
// it has faults and no mail.
type mailAnswer struct {
	Generation  uint64   `json:"generation"`
	Template    string   `json:"template"`
	Event       string   `json:"event"`
	Locale      string   `json:"locale"` // that the mail is written in
	LocaleChain []string `json:"locale_chain"`
	From        string   `json:"from"` // as mail clients show it: the name, or else the address
	FromAddress string   `json:"from_address"`
	To          []string `json:"to"`
	Subject     string   `json:"subject"`
	Preheader   string   `json:"preheader"`
	Text        string   `json:"text"`
	HTML        string   `json:"html"`
	HTMLBytes   int      `json:"html_bytes"`
	TextBytes   int      `json:"text_bytes"`
	ClipLimit   int      `json:"clip_limit"` // bytes
	HTMLURL     string   `json:"html_url"`
	Stale       bool     `json:"stale"` // made of the last good version, for the newest has faults
	Faults      []fault  `json:"faults"`

	UnfitDials []unfitDial `json:"unfit_dials"` // of those that were asked for
}

func (p *preview) mail(r *http.Request) (mailAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return mailAnswer{}, err
	}
	message, faults, err := p.render(r, c)
	if err != nil {
		return mailAnswer{}, err
	}
	a := mailAnswer{
		Generation: c.contents.Generation, Template: c.template, Event: c.event.ID,
		LocaleChain: []string{}, To: []string{}, ClipLimit: clipLimit, Faults: faults, UnfitDials: c.unfit,
	}
	if message == nil {
		return a, nil
	}
	a.From, a.FromAddress, a.To = shownName(message.From()), withAddress(message.From()), addressed(message.To())
	a.HTML = withoutPlaces(message.HTML())
	a.Locale, a.LocaleChain = message.Locale(), listed(message.LocaleChain())
	a.Subject, a.Preheader, a.Text = message.Subject(), message.Preheader(), message.Text()
	a.HTMLBytes, a.TextBytes = len(a.HTML), len(a.Text)
	a.HTMLURL = "mail.html?" + mailQuery(r.URL.Query()).Encode()
	for _, f := range faults {
		a.Stale = a.Stale || f.Severity == diag.Error.String()
	}
	return a, nil
}

// mailQuery is the part of a query that says which mail it is.
func mailQuery(all url.Values) url.Values {
	kept := url.Values{}
	for _, name := range []string{"template", "event", "locale", "sample", "data", "dials"} {
		if all.Has(name) {
			kept.Set(name, all.Get(name))
		}
	}
	return kept
}

// shownName is what a mail client shows of a sender.
func shownName(a mail.Address) string { return cmp.Or(a.Name, a.Email) }

// withAddress is an address for people, without the quotation marks of a header.
func withAddress(a mail.Address) string {
	if a.Name == "" {
		return a.Email
	}
	return a.Name + " <" + a.Email + ">"
}

func addressed(list []mail.Address) []string {
	words := []string{}
	for _, a := range list {
		words = append(words, withAddress(a))
	}
	return words
}
