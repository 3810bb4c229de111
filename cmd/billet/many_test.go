package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// manyMails writes a mail folder of about 300 mails: the starter, and its
// templates again under other names and with other words.
func manyMails(t testing.TB, dir string) {
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	files, err := filepath.Glob(filepath.Join(dir, "templates", "*", "*.md"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(filepath.Dir(file))
		head, words, found := strings.Cut(string(text), "\n---\n")
		require.True(t, found)
		if !strings.Contains(head, "events:") {
			head += "\nevents: [" + name + "]"
		}
		for n := 2; n <= 3; n++ {
			copied := filepath.Join(dir, "templates", fmt.Sprintf("%s_%d", name, n))
			require.NoError(t, os.MkdirAll(copied, 0o755))
			text := fmt.Sprintf("%s\n---\n%s\n\nThis is the variant %d of %s.\n", head, words, n, name)
			require.NoError(t, os.WriteFile(filepath.Join(copied, filepath.Base(file)), []byte(text), 0o644))
		}
	}
}

// join joins the stream of a preview.
func join(ctx context.Context, t testing.TB, base string, client *http.Client) io.ReadCloser {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"api/stream", nil)
	require.NoError(t, err)
	r.Header.Set("X-Billet-Token", tokenOf(t, base))
	response, err := client.Do(r)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode)
	return response.Body
}

// numbersOf are the numbers of the changes that a stream tells.
func numbersOf(stream io.Reader) iter.Seq[string] {
	return func(yield func(string) bool) {
		for lines := bufio.NewScanner(stream); lines.Scan(); {
			if number, ok := strings.CutPrefix(lines.Text(), "data: "); ok && !yield(number) {
				return
			}
		}
	}
}

// listen joins the stream of a preview and reads it as it comes, until the
// context ends.
func listen(ctx context.Context, t testing.TB, base string, client *http.Client) <-chan string {
	stream := join(ctx, t, base, client)
	numbers := make(chan string, 10000)
	go func() {
		defer close(numbers)
		defer stream.Close()
		for number := range numbersOf(stream) {
			numbers <- number
		}
	}()
	return numbers
}

func tokenOf(t testing.TB, base string) string {
	found := regexp.MustCompile(`name="billet-token" content="([^"]*)"`).FindStringSubmatch(body(t, base))
	require.Len(t, found, 2)
	return found[1]
}

func TestManyMails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mails")
	manyMails(t, dir)
	names, err := os.ReadDir(filepath.Join(dir, "templates"))
	require.NoError(t, err)
	assert.Len(t, names, 51)
}
