package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// many writes the starter with every template three times: 366 mails.
func many(t testing.TB) *site {
	t.Helper()
	s := written(t)
	files, err := filepath.Glob(filepath.Join(s.dir, "templates", "*", "*.md"))
	require.NoError(t, err)
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
			s.write(fmt.Sprintf("templates/%s_%d/%s", name, n, filepath.Base(file)), head+"\n---\n"+words)
		}
	}
	return s
}

// seenMails are the addresses of the thumbnails in the window, once all of them
// are drawn and none is one of the addresses before.
const seenMails = `new Promise((done) => {
	const before = new Set(%s);
	const look = () => {
		const seen = [...document.querySelectorAll("main article")].filter((e) => {
			const r = e.getBoundingClientRect();
			return r.bottom > 0 && r.top < innerHeight;
		});
		const shown = seen.map((e) => e.querySelector("iframe:not(.next)")?.src);
		if (seen.length > 0 && shown.every((src) => src && !before.has(src))) done(shown);
		else setTimeout(look, 5);
	};
	look();
})`

// A wall of hundreds of mails draws those in the window, those that come into
// it, and after a change of what all share, all of these anew.
func TestManyMails(t *testing.T) {
	t.Parallel()
	s := many(t)
	s.serve(same)
	b := opened(t, s, "")
	b.shows("366 mails")
	top := value[[]string](b, seenMails, []string{})
	assert.Greater(t, len(top), 6)
	value[bool](b, `(document.querySelector("main .wall").lastElementChild.scrollIntoView(), true)`)
	end := value[[]string](b, seenMails, top)
	assert.NotEmpty(t, end)
	s.edit("styles/inline.css", "{{ brand.colors.background }}", "#123456")
	anew := value[[]string](b, seenMails, end)
	assert.Len(t, anew, len(end))
	b.press("/", "o", "v", "e", "r", "d", "u", "e")
	b.shows("18 mails")
}

// BenchmarkWall measures, with 366 mails, from the start of the command to a
// wall whose thumbnails are drawn, and from a save to a wall that is drawn anew.
func BenchmarkWall(b *testing.B) {
	s := many(b)
	b.Run("start", func(b *testing.B) {
		var times durations
		program := built(b)
		page := blank(b, nil)
		for b.Loop() {
			start := time.Now()
			page.site = &site{t: b, base: runs(b, program, s.dir)}
			page.visit("")
			value[[]string](page, seenMails, []string{})
			times = append(times, time.Since(start))
		}
		times.report(b)
	})
	for _, each := range []struct{ kind, file, old, now string }{
		{"style", "styles/inline.css", "{{ brand.colors.background }}", "#%06d"},
		{"layout", "layouts/default.html", "</body>", "<p>number%d</p></body>"},
		{"configuration", "billet.yaml", "Harbour Cloud", "Harbour number%d"},
	} {
		b.Run("save of "+each.kind, func(b *testing.B) {
			file := filepath.Join(s.dir, filepath.FromSlash(each.file))
			kept, err := os.ReadFile(file)
			require.NoError(b, err)
			s.base = runs(b, built(b), s.dir)
			page := opened(b, s, "")
			shown := value[[]string](page, seenMails, []string{})
			var times durations
			for n := 0; b.Loop(); n++ {
				b.StopTimer()
				value[int](page, `fetch("api/faults").then((r) => r.status)`) // so that a save finds all at rest
				b.StartTimer()
				start := time.Now()
				s.write(each.file, strings.Replace(string(kept), each.old, fmt.Sprintf(each.now, n), 1))
				shown = value[[]string](page, seenMails, shown)
				times = append(times, time.Since(start))
			}
			times.report(b)
			require.NoError(b, os.WriteFile(file, kept, 0o644))
		})
	}
}

type durations []time.Duration

// report gives the median and the longest, in milliseconds.
func (d durations) report(b *testing.B) {
	slices.Sort(d)
	b.ReportMetric(d[len(d)/2].Seconds()*1000, "ms")
	b.ReportMetric(d[len(d)-1].Seconds()*1000, "ms-worst")
	b.ReportMetric(0, "ns/op")
}
