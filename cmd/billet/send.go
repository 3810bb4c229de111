package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/preview"
)

// sendFlags are the flags of billet send.
type sendFlags struct {
	mailFlags
	destination
	format string
}

// destination says where mails go, and which of them.
type destination struct {
	smtp, maildir, eml, redirect string
	allow                        []string
	dryRun                       bool
}

// deliveryError is a message that did not reach every recipient.
type deliveryError struct{ error }

func (e deliveryError) Unwrap() error { return e.error }

func sendCommand(dir *string, stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var flags sendFlags
	cmd := &cobra.Command{
		Use:   "send EVENT",
		Short: "Make one mail and deliver it",
		Long: `Make one mail, as billet render does, and deliver it: to an SMTP server, into a
Maildir, or as an .eml file. It prints what became of it for each recipient.

A mail of sample data needs --to, so that nobody gets one by accident. The
password of the user in the URL is in the environment, ` + delivery.PasswordVariable + `, or
in the file that password_file=PATH in the URL names. Parameters of the URL:
go doc github.com/billet-mail/billet/delivery.ParseSMTPURL`,
		Example: `  billet send payment_overdue --to jo@example.com --smtp 'smtp://user@mail.example.com:587'
  billet send signup --to jo@example.com --smtp 'smtp://127.0.0.1:1025?starttls=never'
  billet send signup --to jo@example.com --eml outbox`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New("send needs the name of one event, such as payment_overdue (see billet send --help)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSend(cmd.Context(), *dir, args[0], flags, stdin, stdout, stderr)
		},
	}
	f := cmd.Flags()
	flags.mailFlags.add(f)
	f.StringVar(&flags.smtp, "smtp", "", "server to send to: smtp://user@host:587, or smtps://user@host:465")
	f.StringVar(&flags.maildir, "maildir", "", "Maildir to deliver into")
	f.StringVar(&flags.eml, "eml", "", "folder to write an .eml file into")
	f.StringArrayVar(&flags.allow, "allow", nil, "send only to this address, or to this @domain; may stand several times")
	f.StringVar(&flags.redirect, "redirect", "", "with --allow: who gets what is for others")
	f.BoolVar(&flags.dryRun, "dry-run", false, "say what would be sent, and send nothing")
	f.StringVar(&flags.format, "format", "text", "how to print the receipt: text, json")
	return cmd
}

func runSend(ctx context.Context, dir, event string, flags sendFlags, stdin io.Reader, stdout, stderr io.Writer) error {
	if formats := []string{"text", "json"}; !slices.Contains(formats, flags.format) {
		return usageError{fmt.Errorf("there is no format %q (%s)", flags.format, diag.DidYouMean(flags.format, formats))}
	}
	if flags.data == "" && len(flags.to) == 0 {
		return usageError{errors.New("a mail of sample data needs --to with the address that shall get it")}
	}
	sender, err := flags.sender()
	if err != nil {
		return err
	}
	defer sender.close()
	message, err := flags.message(ctx, dir, event, stdin)
	if err != nil {
		return err
	}
	receipt, err := sender.Send(ctx, message)
	if printed := printReceipt(stdout, receipt, flags.format); printed != nil {
		return printed
	}
	if err != nil {
		return deliveryError{err}
	}
	if flags.dryRun {
		fmt.Fprintln(stderr, "nothing was sent (--dry-run)")
	}
	return nil
}

// closingSender is a Sender, and what ends its connections.
type closingSender struct {
	mail.Sender
	close func()
}

// sender is the Sender that the flags describe.
func (d destination) sender() (closingSender, error) {
	made, err := d.last()
	if err != nil {
		return made, err
	}
	if d.dryRun {
		made.Sender = delivery.DryRun(made.Sender)
	}
	switch {
	case len(d.allow) > 0:
		made.Sender, err = delivery.AllowList(made.Sender, delivery.AllowListOptions{Allowed: d.allow, Redirect: d.redirect})
	case d.redirect != "":
		err = errors.New("--redirect needs --allow: without it nobody is redirected")
	}
	if err != nil {
		made.close()
		return closingSender{}, usageError{err}
	}
	return made, nil
}

// last is the Sender behind all others.
func (d destination) last() (closingSender, error) {
	nothing := func() {}
	given := 0
	for _, flag := range []string{d.smtp, d.maildir, d.eml} {
		if flag != "" {
			given++
		}
	}
	if given != 1 {
		return closingSender{}, usageError{errors.New("say where to deliver to, by one of --smtp, --maildir and --eml")}
	}
	switch {
	case d.maildir != "":
		s, err := delivery.NewMaildir(d.maildir)
		return closingSender{s, nothing}, err
	case d.eml != "":
		s, err := delivery.NewDir(d.eml)
		return closingSender{s, nothing}, err
	}
	config, err := delivery.ParseSMTPURL(d.smtp)
	if err != nil {
		return closingSender{}, usageError{err}
	}
	if config.User != "" && config.Password == nil {
		config.Password = delivery.PasswordFromEnvironment()
	}
	s, err := delivery.NewSMTP(config)
	if err != nil {
		return closingSender{}, usageError{err}
	}
	return closingSender{s, func() { _ = s.Close() }}, nil // what was said stands in the receipt
}

// forPreview lets a preview send trials, if the flags say so. end ends its
// connections.
func (d destination) forPreview() (trial *preview.Trial, end func(), err error) {
	end = func() {}
	switch {
	case d.smtp == "" && len(d.allow) == 0:
		return nil, end, nil
	case d.smtp == "" || len(d.allow) == 0:
		return nil, end, usageError{errors.New("a trial needs both --smtp with the server, and --allow with those who may get one")}
	}
	sender, err := d.sender()
	if err != nil {
		return nil, end, err
	}
	return &preview.Trial{Sender: sender, Allowed: d.allow}, sender.close, nil
}

// printReceipt prints what became of a message.
func printReceipt(w io.Writer, receipt mail.Receipt, format string) error {
	if format == "json" {
		text, err := indented(receipt)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		return err
	}
	for _, r := range receipt.Results {
		words := []string{r.Recipient + ": " + r.Outcome.String()}
		if r.Outcome != mail.Accepted {
			words = append(words, r.Class.String())
		}
		if reply := r.Reply.String(); reply != "" {
			words = append(words, reply)
		}
		if _, err := fmt.Fprintln(w, strings.Join(words, ", ")); err != nil {
			return err
		}
	}
	return nil
}
