package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/mail"
)

// mailFlags say which message to make.
type mailFlags struct {
	template, locale, sample, data, now, from, key string
	to, attach                                     []string
	step                                           int
}

func (flags *mailFlags) add(f *pflag.FlagSet) {
	f.StringVar(&flags.template, "template", "", "template to use (default: the event's name)")
	f.StringVar(&flags.locale, "locale", "", "language, such as fr or fr-CA (default: the customer's, else the folder's)")
	f.StringVar(&flags.sample, "sample", "", "sample data to use, such as rich (default: plain)")
	f.StringVar(&flags.data, "data", "", "JSON file with the event's data; - reads standard input")
	f.StringVar(&flags.now, "now", "", "time of the mail: 2026-11-20 (noon, UTC) or 2026-11-20T09:00:00+01:00")
	f.IntVar(&flags.step, "step", 1, "which reminder of a schedule this is")
	f.StringVar(&flags.from, "from", "", "sender of billet.yaml to use, such as billing (default: its default_sender)")
	f.StringArrayVar(&flags.to, "to", nil, "address to write to; may stand several times (default: the customer's)")
	f.StringArrayVar(&flags.attach, "attach", nil, "FILE to attach, or FILE:NAME with the name that readers see; may stand several times")
	f.StringVar(&flags.key, "key", "", "what names the occurrence in the Message-ID, such as an invoice number")
}

// message makes the message in the folder that -C names.
func (flags *mailFlags) message(ctx context.Context, dir, event string, stdin io.Reader) (*mail.Message, error) {
	if flags.sample != "" && flags.data != "" {
		return nil, usageError{errors.New("--sample and --data exclude each other")}
	}
	if flags.step < 1 {
		return nil, usageError{errors.New("--step counts from 1")}
	}
	files, _, err := mailFolder(dir)
	if err != nil {
		return nil, err
	}
	catalogue, err := billet.Events(files)
	if err != nil {
		return nil, err
	}
	if _, err := findEvent(catalogue, event); err != nil {
		return nil, err
	}
	if flags.template == "" {
		flags.template = event
	}
	folder, err := billet.Open(files, billet.Options{Templates: []string{flags.template}})
	if err != nil {
		return nil, err
	}
	return flags.render(ctx, folder, event, stdin)
}

// render makes the message of an open folder.
func (flags *mailFlags) render(ctx context.Context, folder *billet.Folder, event string, stdin io.Reader) (*mail.Message, error) {
	if flags.locale != "" && !folder.Speaks(flags.locale) {
		return nil, &billet.NotFoundError{What: "language", Name: flags.locale, Help: diag.DidYouMean(flags.locale, folder.Languages())}
	}
	now, err := flags.time()
	if err != nil {
		return nil, err
	}
	data, err := flags.read(folder, event, stdin)
	if err != nil {
		return nil, err
	}
	to, err := mailAddresses("--to", flags.to)
	if err != nil {
		return nil, err
	}
	attachments, err := attachedFiles(flags.attach)
	if err != nil {
		return nil, err
	}
	message, err := folder.Render(ctx, billet.RenderRequest{
		Event: event, Template: flags.template, Locale: flags.locale, Data: data, Now: now, Step: flags.step,
		From: flags.from, To: to, Key: flags.key, Attachments: attachments,
	})
	var missing *billet.NotFoundError
	if errors.As(err, &missing) && missing.What == "template" {
		return nil, usageError{fmt.Errorf("the template %s is not for the event %s (name the event under events: at the top of the template)", flags.template, event)}
	}
	return message, err
}

func (flags *mailFlags) time() (time.Time, error) {
	switch {
	case flags.now == "" && flags.data == "":
		return billet.SampleTime(), nil
	case flags.now == "":
		return time.Now(), nil
	}
	if t, err := time.Parse(time.RFC3339, flags.now); err == nil {
		return t, nil
	}
	if t, err := time.Parse(time.DateOnly, flags.now); err == nil {
		return t.Add(12 * time.Hour), nil // noon: the same day in almost all time zones
	}
	return time.Time{}, usageError{fmt.Errorf("--now %s is no time (write 2026-11-20 or 2026-11-20T09:00:00+01:00)", flags.now)}
}

func (flags *mailFlags) read(folder *billet.Folder, event string, stdin io.Reader) (*diag.Source, error) {
	if flags.data == "" {
		return folder.Sample(event, flags.sample)
	}
	if flags.data == "-" {
		text, err := io.ReadAll(stdin)
		return diag.NewSource("standard input", string(text)), err
	}
	text, err := os.ReadFile(flags.data)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", flags.data, cause(err))
	}
	return diag.NewSource(flags.data, string(text)), nil
}

// mailAddresses reads the addresses of a flag, each as people write it.
func mailAddresses(flag string, words []string) ([]mail.Address, error) {
	var list []mail.Address
	for _, each := range words {
		parsed, err := mail.ParseAddresses(each)
		if err != nil {
			return nil, usageError{fmt.Errorf("%s: %w", flag, err)}
		}
		list = append(list, parsed...)
	}
	return list, nil
}

// attachedFiles reads files, each named as FILE or FILE:NAME.
func attachedFiles(words []string) ([]mail.Attachment, error) {
	var list []mail.Attachment
	for _, each := range words {
		path, name := each, filepath.Base(each)
		if _, err := os.Stat(each); err != nil {
			if at := strings.LastIndexByte(each, ':'); at > 0 {
				path, name = each[:at], each[at+1:]
			}
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("cannot attach %s: %w", path, cause(err))
		}
		file, err := mail.NewFile(billet.MediaType(name, data), data)
		if err != nil {
			return nil, fmt.Errorf("cannot attach %s: %w", path, err)
		}
		list = append(list, mail.Attachment{Filename: name, File: file})
	}
	return list, nil
}
