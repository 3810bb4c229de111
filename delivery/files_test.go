package delivery_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

// filesIn are the names in a folder, drafts too.
func filesIn(t *testing.T, folder string) []string {
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestDir(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "out", "mails")
	sender, err := delivery.NewDir(folder)
	require.NoError(t, err)
	m := to(t, "jo+x@example.com", "ann@example.com")
	for range 3 {
		receipt, err := sender.Send(t.Context(), m)
		require.NoError(t, err)
		assert.Equal(t, []string{"jo+x@example.com", "ann@example.com"}, receipt.Accepted())
	}
	const name = "20261120T090000Z_payment_overdue_fr_jo-x"
	assert.Equal(t, []string{name + "-2.eml", name + "-3.eml", name + ".eml"}, filesIn(t, folder))
	data, err := os.ReadFile(filepath.Join(folder, name+".eml"))
	require.NoError(t, err)
	assert.Equal(t, string(m.Bytes()), string(data))
	info, err := os.Stat(filepath.Join(folder, name+".eml"))
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
}

// A draft that somebody left, or is writing, keeps its name.
func TestDirLeavesDraftsAlone(t *testing.T) {
	folder := t.TempDir()
	sender, err := delivery.NewDir(folder)
	require.NoError(t, err)
	const name = "20261120T090000Z_payment_overdue_fr_jo"
	require.NoError(t, os.WriteFile(filepath.Join(folder, "."+name+".eml.tmp"), []byte("half"), 0o600))
	_, err = sender.Send(t.Context(), to(t, "jo@example.com"))
	require.NoError(t, err)
	assert.Equal(t, []string{"." + name + ".eml.tmp", name + "-2.eml"}, filesIn(t, folder))
}

// No name leaves the folder.
func TestDirNamesAreHarmless(t *testing.T) {
	folder := t.TempDir()
	sender, err := delivery.NewDir(filepath.Join(folder, "mails"))
	require.NoError(t, err)
	for _, recipient := range []string{"../../jo@example.com", "..@example.com", `"/etc/x"@example.com`, "CON@example.com", "jö@example.com"} {
		m, err := mail.New(mail.Content{
			Event: "../x", Locale: "fr/../..", ID: "x@example.com", Date: content("x").Date,
			From: mail.Address{Email: "billing@example.com"}, To: []mail.Address{{Email: recipient}},
		})
		if err != nil {
			continue // mail refuses it already
		}
		_, err = sender.Send(t.Context(), m)
		require.NoError(t, err, recipient)
	}
	assert.Equal(t, []string{"mails"}, filesIn(t, folder))
	for _, name := range filesIn(t, filepath.Join(folder, "mails")) {
		assert.Regexp(t, `^20261120T090000Z_[A-Za-z0-9_-]+\.eml$`, name)
	}
}

func TestMaildir(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Maildir")
	sender, err := delivery.NewMaildir(folder)
	require.NoError(t, err)
	m := to(t, "jo@example.com")
	for range 3 {
		receipt, err := sender.Send(t.Context(), m)
		require.NoError(t, err)
		assert.Equal(t, []string{"jo@example.com"}, receipt.Accepted())
	}
	assert.Empty(t, filesIn(t, filepath.Join(folder, "tmp")))
	assert.Empty(t, filesIn(t, filepath.Join(folder, "cur")))
	names := filesIn(t, filepath.Join(folder, "new"))
	require.Len(t, names, 3)
	for _, name := range names {
		assert.Regexp(t, `^\d+\.M\d{6}P\d+Q\d+\.[^/:]+$`, name)
		data, err := os.ReadFile(filepath.Join(folder, "new", name))
		require.NoError(t, err)
		assert.Equal(t, string(m.Bytes()), string(data))
	}
}

// Many at once, by two Senders as two programs have them, overwrite nothing.
func TestFilesOfManyAtOnce(t *testing.T) {
	folder := t.TempDir()
	kinds := map[string]func(string) (mail.Sender, error){
		"dir":     func(name string) (mail.Sender, error) { return delivery.NewDir(name) },
		"maildir": func(name string) (mail.Sender, error) { return delivery.NewMaildir(name) },
	}
	for kind, make := range kinds {
		name := filepath.Join(folder, kind)
		var sending sync.WaitGroup
		senders := []mail.Sender{}
		for range 2 {
			sender, err := make(name)
			require.NoError(t, err)
			senders = append(senders, sender)
		}
		if kind == "maildir" { // two in one program have the same process number
			senders[1] = senders[0]
		}
		for i := range 60 {
			sending.Go(func() {
				_, err := senders[i%2].Send(t.Context(), to(t, "jo@example.com"))
				assert.NoError(t, err)
			})
		}
		sending.Wait()
		where := name
		if kind == "maildir" {
			where = filepath.Join(name, "new")
		}
		assert.Len(t, filesIn(t, where), 60, kind)
	}
}

func TestFilesThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	dir, err := delivery.NewDir(filepath.Join(folder, "dir"))
	require.NoError(t, err)
	maildir, err := delivery.NewMaildir(filepath.Join(folder, "maildir"))
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(filepath.Join(folder, "dir")))
	require.NoError(t, os.RemoveAll(filepath.Join(folder, "maildir", "new")))
	for _, sender := range []mail.Sender{dir, maildir} {
		receipt, err := sender.Send(t.Context(), to(t, "jo@example.com"))
		require.ErrorIs(t, err, os.ErrNotExist)
		assert.Equal(t, mail.Configuration, mail.ClassOf(err))
		assert.Equal(t, []string{"jo@example.com"}, receipt.Rejected())
	}
	assert.Empty(t, filesIn(t, filepath.Join(folder, "maildir", "tmp")), "no draft stays")

	require.NoError(t, os.WriteFile(filepath.Join(folder, "file"), nil, 0o600))
	_, err = delivery.NewDir(filepath.Join(folder, "file", "x"))
	require.Error(t, err)
	_, err = delivery.NewMaildir(filepath.Join(folder, "file"))
	require.Error(t, err)
}

func TestMemory(t *testing.T) {
	var sender delivery.Memory
	m := to(t, "jo@example.com")
	receipt, err := sender.Send(t.Context(), m)
	require.NoError(t, err)
	assert.Equal(t, []string{"jo@example.com"}, receipt.Accepted())
	assert.Equal(t, []*mail.Message{m}, sender.Messages())
	sender.Reset()
	assert.Empty(t, sender.Messages())
}

func TestWriter(t *testing.T) {
	var out bytes.Buffer
	sender := delivery.NewWriter(&out)
	m := to(t, "jo@example.com")
	for range 2 {
		_, err := sender.Send(t.Context(), m)
		require.NoError(t, err)
	}
	assert.Equal(t, string(m.Bytes())+string(m.Bytes()), out.String())
}

// writes is a writer that takes so many bytes and then fails.
type writes struct {
	most int
	err  error
}

func (w writes) Write(b []byte) (int, error) { return min(w.most, len(b)), w.err }

func TestWriterFails(t *testing.T) {
	full := errors.New("the disk is full")
	for most, want := range map[int]string{0: "temporary", 10: "temporary", 1 << 20: "unknown"} {
		receipt, err := delivery.NewWriter(writes{most, full}).Send(t.Context(), to(t, "jo@example.com"))
		require.ErrorIs(t, err, full)
		assert.Equal(t, []string{want}, words(receipt), fmt.Sprint(most))
	}
}

// No Sender takes a message when its context is over.
func TestSendersHonourTheContext(t *testing.T) {
	dir, err := delivery.NewDir(t.TempDir())
	require.NoError(t, err)
	maildir, err := delivery.NewMaildir(t.TempDir())
	require.NoError(t, err)
	var out bytes.Buffer
	memory := &delivery.Memory{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, sender := range []mail.Sender{dir, maildir, memory, delivery.NewWriter(&out), delivery.DryRun(nil)} {
		receipt, err := sender.Send(ctx, to(t, "jo@example.com"))
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, []string{"temporary"}, words(receipt))
	}
	assert.Empty(t, memory.Messages())
	assert.Empty(t, out.String())
}
