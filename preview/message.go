package preview

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/billet-mail/billet/mail"
)

// messageAnswer is what api/message says: the message as it would be sent.
type messageAnswer struct {
	Headers     []headerLine     `json:"headers"` // in their order
	MIME        mail.Part        `json:"mime"`
	Attachments []attachedAnswer `json:"attachments"`
	Bytes       int              `json:"bytes"` // of the whole message
	URL         string           `json:"url"`   // of the whole message, as an .eml file
	Trial       []string         `json:"trial"` // addresses, and @domains, that a trial may go to; empty without one
}

type headerLine struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type attachedAnswer struct {
	Filename  string `json:"filename"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Inline    bool   `json:"inline"`
}

// sent is the message of a request as it would be sent: without the marks of
// where its author wrote what. A template with faults has none.
func (p *preview) sent(r *http.Request, c choice) (*mail.Message, error) {
	message, faults, err := p.renderBy(p.plain, r, c)
	switch {
	case err != nil:
		return nil, err
	case message == nil && len(faults) > 0:
		return nil, &requestError{http.StatusConflict, "the mail has faults: " + faults[0].Message}
	case message == nil:
		return nil, &requestError{http.StatusConflict, "the mail does not open yet"}
	}
	return message, nil
}

func (p *preview) message(r *http.Request) (messageAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return messageAnswer{}, err
	}
	m, err := p.sent(r, c)
	if err != nil {
		return messageAnswer{}, err
	}
	a := messageAnswer{
		Headers: []headerLine{}, MIME: m.Structure(), Attachments: []attachedAnswer{}, Bytes: len(m.Bytes()),
		URL: "mail.eml?" + mailQuery(r.URL.Query()).Encode(), Trial: []string{},
	}
	for _, h := range m.Headers() {
		a.Headers = append(a.Headers, headerLine{h.Name, h.Value})
	}
	for _, f := range m.Attachments() {
		a.Attachments = append(a.Attachments, attachedAnswer{f.Filename, f.File.MediaType(), f.File.Size(), f.ContentID != ""})
	}
	if p.trial != nil {
		a.Trial = slices.Clone(p.trial.Allowed)
	}
	return a, nil
}

// serveEML serves the message as it would be sent (RFC 5322).
func (p *preview) serveEML(w http.ResponseWriter, r *http.Request) {
	c, err := p.choose(r)
	if err != nil {
		failWith(w, err)
		return
	}
	m, err := p.sent(r, c)
	if err != nil {
		failWith(w, err)
		return
	}
	w.Header().Set("Content-Type", "message/rfc822")
	w.Header().Set("Content-Disposition", `attachment; filename="`+fileName(c.template+"."+m.Locale())+`.eml"`)
	writeWhole(w, http.StatusOK, m.Bytes())
}

// Trial lets the page send a mail to somebody who tries it out.
type Trial struct {
	// Sender delivers the mail.
	Sender mail.Sender

	// Allowed are the only addresses that get one, such as jo@example.com, or
	// whole domains, such as @example.com. Case makes no difference.
	Allowed []string
}

func (t *Trial) allows(address string) bool {
	address = strings.ToLower(address)
	_, domain, _ := strings.Cut(address, "@")
	return slices.ContainsFunc(t.Allowed, func(entry string) bool {
		entry = strings.ToLower(entry)
		return entry == address || entry == "@"+domain
	})
}

// trialRequest is the body of api/send: a mail, by the query that names it, and
// who gets it.
type trialRequest struct {
	To string `json:"to"`
}

func (p *preview) send(r *http.Request) (mail.Receipt, error) {
	if p.trial == nil {
		return mail.Receipt{}, &requestError{http.StatusForbidden, "this preview sends no mail (start it with --smtp and --allow)"}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return mail.Receipt{}, err
	}
	var request trialRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return mail.Receipt{}, &requestError{http.StatusBadRequest, `the body is not {"to": …}`}
	}
	to := mail.Address{Email: request.To}
	if err := to.Check(); err != nil {
		return mail.Receipt{}, &requestError{http.StatusBadRequest, err.Error()}
	}
	if !p.trial.allows(to.Email) {
		return mail.Receipt{}, &requestError{http.StatusForbidden, to.Email + " is not on the list of those who may get a trial (add it by --allow)"}
	}
	c, err := p.choose(r)
	if err != nil {
		return mail.Receipt{}, err
	}
	c.to = []mail.Address{to}
	m, err := p.sent(r, c)
	if err != nil {
		return mail.Receipt{}, err
	}
	receipt, err := p.trial.Sender.Send(r.Context(), m)
	if errors.As(err, new(*mail.SendError)) {
		err = nil // the receipt tells
	}
	return receipt, err
}
