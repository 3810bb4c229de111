package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/billet-mail/billet/mail"
)

// AllowListOptions are the settings of [AllowList].
type AllowListOptions struct {
	// Allowed are addresses, such as jo@example.com, and whole domains, such as
	// @example.com. Case makes no difference, nor whether a domain is written in
	// its own letters or as A-labels (xn--…). None is allowed if it is empty.
	Allowed []string

	// Redirect gets what is for others; empty refuses it. It is an address.
	Redirect string
}

// AllowList sends to allowed recipients only, so that a program that is tried
// out reaches no customer. What is for others goes to one address, or is
// refused for good: the receipt says so for each of them. The headers keep
// naming those whom the message was for.
func AllowList(next mail.Sender, o AllowListOptions) (mail.Sender, error) {
	l := &allowList{next: next, redirect: o.Redirect}
	for _, entry := range o.Allowed {
		check := entry
		if strings.HasPrefix(entry, "@") {
			check = "any" + entry
		}
		if err := (mail.Address{Email: check}).Check(); err != nil {
			return nil, fmt.Errorf("the allow-list has %q (write jo@example.com, or @example.com for a domain): %w", entry, err)
		}
		wire := strings.TrimPrefix((mail.Address{Email: check}).Wire(), strings.TrimSuffix(check, entry))
		l.allowed = append(l.allowed, strings.ToLower(wire))
	}
	if o.Redirect != "" {
		if err := (mail.Address{Email: o.Redirect}).Check(); err != nil {
			return nil, err
		}
		l.redirect = (mail.Address{Email: o.Redirect}).Wire() // as the envelope has it
	}
	return l, nil
}

type allowList struct {
	next     mail.Sender
	allowed  []string
	redirect string
}

// stageAllowList is where a message is stopped.
const stageAllowList = "allow-list"

var errNotAllowed = errors.New("the recipient is not on the allow-list")

func (l *allowList) allows(recipient string) bool {
	recipient = strings.ToLower(recipient)
	at := strings.LastIndexByte(recipient, '@')
	return slices.Contains(l.allowed, recipient) || at >= 0 && slices.Contains(l.allowed, recipient[at:])
}

// Send sends to those who are allowed, and tells the fate of all.
func (l *allowList) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	all := m.Envelope().Recipients
	var through []string
	for _, recipient := range all {
		if to := l.instead(recipient); to != "" && !slices.Contains(through, to) {
			through = append(through, to)
		}
	}
	refused := &mail.SendError{Class: mail.Permanent, Stage: stageAllowList, Err: errNotAllowed}
	if len(through) == 0 && len(all) > 0 {
		return sameForAll(m, refused)
	}
	allowed, err := m.WithRecipients(through...)
	if err != nil {
		return sameForAll(m, &mail.SendError{Class: mail.Permanent, Stage: stageAllowList, Err: err})
	}
	c := newCollection(m)
	receipt, err := l.next.Send(ctx, allowed)
	for i, recipient := range all {
		if at := slices.Index(through, l.instead(recipient)); at >= 0 {
			c.set(i, at, receipt, err)
		} else {
			c.results[i].Class, c.faults[i] = mail.Permanent, refused
		}
	}
	return c.receipt(ctx)
}

// instead is who gets what is for a recipient; "" for nobody.
func (l *allowList) instead(recipient string) string {
	if l.allows(recipient) {
		return recipient
	}
	return l.redirect
}
