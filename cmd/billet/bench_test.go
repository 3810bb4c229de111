package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const signup = "mail.html?event=signup&locale=en&sample=plain"

// BenchmarkStart measures the time from the start of the command, with a folder
// of about 300 mails, to the first mail, to the list of all, and to the check of
// all.
func BenchmarkStart(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "mails")
	manyMails(b, dir)
	for _, each := range []struct{ name, path string }{
		{"first mail", signup}, {"list", "api/folder"}, {"all faults", "api/faults"},
	} {
		b.Run(each.name, func(b *testing.B) {
			var times durations
			for b.Loop() {
				start := time.Now()
				base, _ := started(b, "-C", dir)
				body(b, base+each.path)
				times = append(times, time.Since(start))
			}
			times.report(b, "answer")
		})
	}
}

// BenchmarkReload measures the time from a save, in a folder of about 300 mails,
// to the news of it on the stream, and to a mail that has the change in it.
func BenchmarkReload(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "mails")
	manyMails(b, dir)
	everyKind(b, dir)
	base, lines := started(b, "-C", dir)
	go func() {
		for range lines {
		}
	}()
	ctx, leave := context.WithCancel(b.Context())
	defer leave()
	numbers := listen(ctx, b, base, http.DefaultClient)
	for _, each := range []struct{ kind, file, old, now, shown string }{
		{"template", "templates/signup/en.md", "Hello", "Hello number%d", "number%d"},
		{"partial", "partials/note.en.md", "A note", "A note number%d", "number%d"},
		{"layout", "layouts/default.html", "</body>", "<p>number%d</p></body>", "number%d"},
		{"style", "styles/inline.css", "{{ brand.colors.background }}", "#%06d", "#%06d"},
		{"string", "locales/en.yaml", "This e-mail", "This e-mail number%d", "number%d"},
		{"sample", "samples/signup/plain.json", `"Jonas"`, `"number%d"`, "number%d"},
		{"configuration", "billet.yaml", "Harbour Cloud", "Harbour number%d", "number%d"},
		{"attachment", "attachments/terms.txt", "Terms", "Terms number%d", ""},
		{"asset", "assets/logo.svg", "logo", "number%d", ""},
	} {
		b.Run(each.kind, func(b *testing.B) {
			file := filepath.Join(dir, filepath.FromSlash(each.file))
			text, err := os.ReadFile(file)
			require.NoError(b, err)
			require.Contains(b, string(text), each.old)
			var news, mails durations
			n := 0
			for b.Loop() {
				b.StopTimer()
				body(b, base+"api/faults") // so that a save finds all at rest
				settled(numbers)
				b.StartTimer()
				n++
				mark := ""
				if each.shown != "" {
					mark = fmt.Sprintf(each.shown, n)
				}
				saved := strings.Replace(string(text), each.old, fmt.Sprintf(each.now, n), 1)
				start := time.Now()
				require.NoError(b, os.WriteFile(file, []byte(saved), 0o644))
				<-numbers
				news = append(news, time.Since(start))
				for !strings.Contains(body(b, base+signup), mark) {
					require.Less(b, time.Since(start), 20*time.Second)
				}
				mails = append(mails, time.Since(start))
			}
			news.report(b, "news")
			mails.report(b, "mail")
			require.NoError(b, os.WriteFile(file, text, 0o644))
		})
	}
}

// everyKind adds files of those kinds that the starter lacks.
func everyKind(b *testing.B, dir string) {
	sample, err := os.ReadFile(filepath.FromSlash("../../events/samples/signup/plain.json"))
	require.NoError(b, err)
	file := filepath.Join(dir, "templates", "signup", "en.md")
	words, err := os.ReadFile(file)
	require.NoError(b, err)
	for name, text := range map[string]string{
		"samples/signup/plain.json": string(sample),
		"partials/note.en.md":       "A note\n",
		"templates/signup/en.md":    string(words) + "\n{% include \"note.md\" %}\n",
		"attachments/terms.txt":     "Terms\n",
		"assets/logo.svg":           "<svg><title>logo</title></svg>\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(b, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(b, os.WriteFile(file, []byte(text), 0o644))
	}
}

// settled waits until no more changes are told.
func settled(numbers <-chan string) {
	for {
		select {
		case <-numbers:
		case <-time.After(2 * patience):
			return
		}
	}
}

type durations []time.Duration

// report gives the median and the longest, in milliseconds.
func (d durations) report(b *testing.B, what string) {
	slices.Sort(d)
	b.ReportMetric(d[len(d)/2].Seconds()*1000, "ms-to-"+what)
	b.ReportMetric(d[len(d)-1].Seconds()*1000, "ms-to-"+what+"-worst")
	b.ReportMetric(0, "ns/op")
}
