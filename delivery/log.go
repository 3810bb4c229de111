package delivery

import (
	"context"
	"log/slog"

	"github.com/billet-mail/billet/mail"
)

// LogOptions are the settings of [Log].
type LogOptions struct {
	Clock     Clock // the zero Clock is the real one
	Addresses bool  // write them in full; without it as [Mask] does
}

// Log writes a line for each message, when its fate is known: at level Info if
// everybody got it, at Warn if it may help to try again, else at Error. It
// writes no subject and no content.
func Log(next mail.Sender, to *slog.Logger, o LogOptions) mail.Sender {
	o.Clock = o.Clock.orReal()
	return &logged{next, to, o}
}

type logged struct {
	next mail.Sender
	to   *slog.Logger
	o    LogOptions
}

// Send writes a line and hands on what the Sender inside said.
func (l *logged) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	start := l.o.Clock.Now()
	receipt, err := l.next.Send(ctx, m)
	level, words := slog.LevelInfo, "mail sent"
	attributes := []slog.Attr{
		slog.String("id", m.ID()),
		slog.String("event", m.Event()),
		slog.String("template", m.Template()),
		slog.String("locale", m.Locale()),
		slog.Duration("took", l.o.Clock.Now().Sub(start)),
	}
	if err != nil {
		class := mail.ClassOf(err)
		level, words = slog.LevelError, "mail not sent to everybody"
		if class == mail.Temporary {
			level = slog.LevelWarn
		}
		attributes = append(attributes, slog.String("class", class.String()), slog.String("error", l.text(err.Error())))
	}
	for _, outcome := range []mail.Outcome{mail.Accepted, mail.Rejected, mail.Ambiguous} {
		if list := l.recipients(receipt, outcome); len(list) > 0 {
			attributes = append(attributes, slog.Any(outcome.String(), list))
		}
	}
	l.to.LogAttrs(ctx, level, words, attributes...)
	return receipt, err
}

// recipients are those of an outcome, with what the server said.
func (l *logged) recipients(receipt mail.Receipt, outcome mail.Outcome) []string {
	var list []string
	for _, r := range receipt.Results {
		if r.Outcome != outcome {
			continue
		}
		line := l.address(r.Recipient)
		if reply := r.Reply.String(); reply != "" {
			line += " (" + l.text(reply) + ")"
		}
		list = append(list, line)
	}
	return list
}

func (l *logged) text(s string) string {
	if l.o.Addresses {
		return s
	}
	return maskAll(s)
}

func (l *logged) address(s string) string {
	if l.o.Addresses {
		return s
	}
	return Mask(s)
}
