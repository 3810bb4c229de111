package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// started runs billet preview on a free port until the test ends, and gives the
// lines that it prints.
func started(t testing.TB, args ...string) (base string, lines <-chan string) {
	read, write := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append(args, "preview", "--addr", "127.0.0.1:0"), strings.NewReader(""), io.Discard, write)
		write.Close()
	}()
	printed := make(chan string, 1000)
	go func() {
		defer close(printed)
		for s := bufio.NewScanner(read); s.Scan(); {
			printed <- s.Text()
		}
	}()
	t.Cleanup(func() {
		stop()
		assert.Equal(t, exitFine, <-ended)
	})
	base = regexp.MustCompile(`http://\S+`).FindString(next(t, printed))
	require.NotEmpty(t, base)
	return base, printed
}

// next is the next line, which must come soon.
func next(t testing.TB, lines <-chan string) string {
	select {
	case line := <-lines:
		return line
	case <-time.After(time.Minute):
		require.Fail(t, "nothing was printed")
		return ""
	}
}

func body(t testing.TB, address string) string {
	response, err := http.Get(address)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(text)
}

func TestPreviewStarter(t *testing.T) {
	t.Chdir(t.TempDir())
	base, lines := started(t)
	assert.Contains(t, next(t, lines), "billet init mails")
	assert.Contains(t, body(t, base), "<title>Billet preview</title>")
	assert.Contains(t, body(t, base+"mail.html?event=signup&locale=fr"), "Harbour Cloud")
}

// In a checkout of Billet the starter's files are watched.
func TestPreviewCheckout(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("go.mod", []byte("module "+module+"\n"), 0o644))
	dir := filepath.FromSlash(starterPath)
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	base, lines := started(t)
	assert.Equal(t, "these are those of the starter, in starter/mail", next(t, lines))
	file := filepath.Join(dir, "templates", "signup", "en.md")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	save(t, file, strings.Replace(string(text), "Hello", "Good day", 1))
	assert.Equal(t, "saved, no faults", next(t, lines))
	assert.Contains(t, body(t, base+"mail.html?event=signup&locale=en"), "Good day")
}

// What is saved is shown, also in new folders; faults are printed.
func TestPreviewReloads(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mails")
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	base, lines := started(t, "-C", dir)
	file := filepath.Join(dir, "templates", "signup", "en.md")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	mail := base + "mail.html?event=signup&locale=en"
	assert.NotContains(t, body(t, mail), "Good day")

	save(t, file, strings.Replace(string(text), "Hello", "Good day", 1))
	assert.Equal(t, "saved, no faults", next(t, lines))
	assert.Contains(t, body(t, mail), "Good day")

	save(t, file, strings.Replace(string(text), "customer.first_name", "customer.frist_name", 1))
	assert.Equal(t, "templates/signup/en.md:7:19: there is no frist_name in customer (did you mean first_name?) [template-unknown-name]", next(t, lines))
	next(t, lines)
	assert.Contains(t, next(t, lines), "^^^^^^^^^^")
	assert.Contains(t, body(t, mail), "Good day", "the last good one")

	save(t, file, string(text))
	assert.Equal(t, "saved, no faults", next(t, lines))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "templates", "hello"), 0o755))
	save(t, filepath.Join(dir, "templates", "hello", "en.md"), "---\nevents: [signup]\nsubject: Hi\n---\n[Words {{ subscription.plan }}]({{ links.portal }})\n")
	for !strings.Contains(body(t, base+"mail.html?event=signup&template=hello&locale=en"), "Words") {
		next(t, lines)
	}
}

// A folder with faults is told of at the start; one with warnings after a save.
func TestPreviewReports(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mails")
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	file := filepath.Join(dir, "templates", "signup", "en.md")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	save(t, file, strings.Replace(string(text), "customer.first_name", "customer.frist_name", 1))
	_, lines := started(t, "-C", dir)
	assert.Contains(t, next(t, lines), "templates/signup/en.md:7:19: there is no frist_name in customer")
	next(t, lines)
	assert.Contains(t, next(t, lines), "^^^^^^^^^^")
	save(t, file, strings.Replace(string(text), "customer.first_name", "customer.last_name", 1)) // unlike the French
	assert.Regexp(t, `^saved, no faults, \d warnings \(billet check shows them\)$`, next(t, lines))
}

// Links that lead out of the mail folder lead nowhere: what they name is not read.
func TestPreviewStaysInItsFolder(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "mails")
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	outside := filepath.Join(base, "outside")
	require.NoError(t, os.WriteFile(outside, []byte("---\nsubject: secret words\n---\nsecret words\n"), 0o600))
	for _, name := range []string{"templates/signup/en.md", "partials/secret.md", "assets/secret.png", "samples/signup/secret.json"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		if err := os.Remove(file); err != nil {
			require.ErrorIs(t, err, os.ErrNotExist)
		}
		require.NoError(t, os.Symlink(outside, file))
	}
	page, lines := started(t, "-C", dir)
	go func() {
		for range lines {
		}
	}()
	for _, path := range []string{
		"mail.html?event=signup&locale=en&sample=plain", "mail.html?event=signup&locale=fr&sample=secret",
		"api/mail?template=signup&event=signup&locale=en&sample=plain", "api/sample?event=signup&sample=secret", "api/folder", "api/faults",
	} {
		response, err := http.Get(page + path)
		require.NoError(t, err)
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		require.NoError(t, err)
		assert.NotContains(t, string(text), "secret words", path)
	}
	assert.Contains(t, body(t, page+"api/faults"), "path escapes from parent", "it is said which file cannot be read")
}

// save writes a file as careful editors do: whole, beside it, and renamed.
func save(t testing.TB, file, text string) {
	require.NoError(t, os.WriteFile(file+"~", []byte(text), 0o644))
	require.NoError(t, os.Rename(file+"~", file))
}

func TestHostNames(t *testing.T) {
	at := func(text string) []string {
		addr, err := net.ResolveTCPAddr("tcp", text)
		require.NoError(t, err)
		return hostNames(addr)
	}
	assert.Equal(t, []string{"127.0.0.1:7070", "localhost:7070"}, at("127.0.0.1:7070"))
	assert.Equal(t, []string{"[::1]:7070", "localhost:7070"}, at("[::1]:7070"))
	assert.Equal(t, []string{"127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost"}, at("127.0.0.1:80"))
	assert.Equal(t, []string{"192.0.2.7:7070"}, at("192.0.2.7:7070"))
	assert.Contains(t, at("0.0.0.0:7070"), "127.0.0.1:7070")
	for _, any := range []string{"0.0.0.0:7070", "[::]:7070", "127.0.0.1:7070", "192.0.2.7:7070"} {
		addr, err := net.ResolveTCPAddr("tcp", any)
		require.NoError(t, err)
		assert.Contains(t, at(any), shownAddress(addr), "the address that is printed is answered")
	}
}
