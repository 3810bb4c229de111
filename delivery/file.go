package delivery

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/billet-mail/billet/mail"
)

// writeNew writes a file that appears under its name whole and lasting, or not
// at all. It gives fs.ErrExist if there is such a file, or a draft of it: who
// has made the draft has the name. Only its owner can read the file, for mails
// are private.
func writeNew(draft, name string, data []byte) error {
	file, err := os.OpenFile(draft, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = fill(file, data)
	if _, taken := os.Lstat(name); err == nil && taken == nil {
		err = fs.ErrExist
	}
	if err == nil {
		err = os.Rename(draft, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft))
	}
	if err := syncFolder(filepath.Dir(name)); err != nil {
		return &uncertain{err}
	}
	return nil
}

func fill(file *os.File, data []byte) error {
	_, err := file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// syncFolder makes a rename last. Systems that cannot do that for folders say
// so with EINVAL or a refusal, and then there is nothing to be had.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrPermission) {
		err = nil
	}
	return errors.Join(err, folder.Close())
}

// uncertain is an error after which the file may or may not stay.
type uncertain struct{ error }

func (u *uncertain) Unwrap() error { return u.error }

// stageFile is the stage of all that fails at a file.
const stageFile = "file"

// fileFault says what an error of a file means.
func fileFault(err error) *mail.SendError {
	fault := &mail.SendError{Class: mail.Temporary, Stage: stageFile, Err: err}
	if _, ok := errors.AsType[*uncertain](err); ok {
		fault.Class = mail.Unknown
	} else if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EROFS) {
		fault.Class = mail.Configuration
	}
	return fault
}

// sameForAll is the receipt of a Sender that knows no difference between
// recipients.
func sameForAll(m *mail.Message, fault *mail.SendError) (mail.Receipt, error) {
	t := newTransaction(m.Envelope())
	if fault != nil {
		t.failRest(fault)
		return mail.Receipt{Results: t.results}, fault
	}
	t.accept(mail.Reply{})
	return mail.Receipt{Results: t.results}, nil
}

// folders makes the folders that are missing.
func folders(names ...string) error {
	for _, name := range names {
		if err := os.MkdirAll(name, 0o700); err != nil {
			return fmt.Errorf("%s: %w", stageFile, err)
		}
	}
	return nil
}
