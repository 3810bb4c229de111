package billet_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/placeholders"
)

func probeFiles(t testing.TB) fs.FS {
	archive, err := txtar.ParseFile("testdata/invariants/probe.txtar")
	require.NoError(t, err)
	return folderOf(archive.Files)
}

func openProbe(t testing.TB, o billet.Options) *billet.Folder {
	o.Events = probeEvents(t)
	folder, err := billet.Open(probeFiles(t), o)
	require.NoError(t, err)
	return folder
}

func renderProbe(f *billet.Folder, template string, d *probe) (*mail.Message, error) {
	return f.Render(context.Background(), billet.RenderRequest{
		Event: "probe", Template: template, Locale: "en", Data: d, Now: billet.SampleTime(),
	})
}

// valid renders a hostile value; data that is refused is no matter here.
func valid(t *testing.T, f *billet.Folder, template string, d *probe) *mail.Message {
	m, err := renderProbe(f, template, d)
	var faults diag.List
	if errors.As(err, &faults) {
		return nil
	}
	require.NoError(t, err)
	return m
}

// TestValuesStayText renders every hostile value in every place: the mail has
// the elements, links and lines of a harmless one, and says what it was given.
func TestValuesStayText(t *testing.T) {
	folder := openProbe(t, billet.Options{})
	harmless := valid(t, folder, "probe", probeOf("harmless", 2))
	require.NotNil(t, harmless)
	want := parsed(t, harmless.HTML())
	require.NotEmpty(t, want.words)
	refused := 0
	for _, value := range hostileValues() {
		t.Run(name(value), func(t *testing.T) {
			m := valid(t, folder, "probe", probeOf(value, 2))
			if m == nil {
				refused++
				return
			}
			got := parsed(t, m.HTML())
			require.Equal(t, want.skeleton, got.skeleton)
			for i, word := range got.words {
				require.Contains(t, spellings(value), word, "output %d", i)
			}
			require.Len(t, got.words, len(want.words))
			sameLinks(t, want.links, got.links, value)
			assert.NotContains(t, m.Subject()+m.Preheader(), "\n")
			assert.NotContains(t, m.Subject(), "\r")
			assert.Contains(t, strings.NewReplacer("\u200E", "", "\u200F", "").Replace(m.Subject()), "⟦"+placeholders.CleanLine(value)+"⟧")
			sameLines(t, harmless.Text(), m.Text(), value)
			for _, link := range got.links {
				if strings.Contains(link, "?q=") {
					assert.Contains(t, m.Text(), link, "the text part must lead where the HTML does")
				}
			}
		})
	}
	assert.Less(t, refused, 16, "most of the values must get as far as the mail")
}

// TestOneHostilePlace renders every hostile value as words alone, so that the
// text part must keep its number of lines.
func TestOneHostilePlace(t *testing.T) {
	folder := openProbe(t, billet.Options{})
	plain := probeOf("harmless", 2)
	want := strings.Count(valid(t, folder, "probe", plain).Text(), "\n")
	for _, value := range hostileValues() {
		t.Run(name(value), func(t *testing.T) {
			d := probeOf("harmless", 2)
			d.Word, d.Note, d.Company.Name, d.Lines[0].Text, d.Lines[1].Note = value, value, value, value, value
			if m := valid(t, folder, "probe", d); m != nil {
				assert.Equal(t, want, strings.Count(m.Text(), "\n"))
			}
		})
	}
}

// TestMarkdownValues holds that Markdown values stay in their place and are made
// of harmless elements.
func TestMarkdownValues(t *testing.T) {
	folder := openProbe(t, billet.Options{})
	around := func(m *mail.Message) (before, after string) {
		parts := strings.Split(m.HTML(), "<hr")
		return parts[0], parts[len(parts)-1]
	}
	harmless := valid(t, folder, "letter", probeOf("harmless", 0))
	before, after := around(harmless)
	for _, value := range append(hostileValues(), "# a\n\n- b\n  1. c\n\n> d\n\n```\ne\n```\n\n[f](https://x.example \"g\") <h@i.example>\n\n---\n\n~~j~~") {
		t.Run(name(value), func(t *testing.T) {
			d := probeOf("harmless", 0)
			d.Letter, d.Footer = events.Markdown(value), events.Markdown(value)
			m := valid(t, folder, "letter", d)
			if m == nil {
				return
			}
			wellFormed(t, m.HTML())
			gotBefore, gotAfter := around(m)
			assert.Equal(t, before, gotBefore)
			assert.Equal(t, after, gotAfter)
			page := parsed(t, m.HTML())
			for _, element := range page.skeleton {
				tag, _, _ := strings.Cut(element, " ")
				assert.NotContains(t, []string{"script", "img", "h1", "h2", "style", "iframe"}, tag, element)
			}
			for _, link := range page.links {
				assert.Regexp(t, `^(?i)(https?|mailto|tel):`, link)
			}
		})
	}
}

// TestEveryPayloadRenders holds that what loads renders whatever the data, well
// formed.
func TestEveryPayloadRenders(t *testing.T) {
	folder := openProbe(t, billet.Options{})
	r := rand.New(rand.NewPCG(1, 2))
	words := []string{"a", "<b>", "x\ny", " . ", "{{ x }}", "**b**"}
	for i := range 400 {
		d := randomProbe(r, words)
		for _, template := range []string{"probe", "letter"} {
			m, err := renderProbe(folder, template, d)
			require.NoError(t, err, "turn %d: %+v", i, d)
			wellFormed(t, m.HTML())
		}
	}
}

// TestSameInputSameBytes renders again, in a folder opened again, and from many
// goroutines at once; nothing writes to the data.
func TestSameInputSameBytes(t *testing.T) {
	one, two := openProbe(t, billet.Options{}), openProbe(t, billet.Options{})
	d := probeOf("<w>\nx", 3)
	before := fmt.Sprintf("%#v %#v", *d, *d.Company)
	want := valid(t, one, "probe", d)
	var group sync.WaitGroup
	for turn := range 16 {
		group.Go(func() {
			for i := range 10 {
				folder := one
				if (turn+i)%2 == 1 {
					folder = two
				}
				got, err := renderProbe(folder, "probe", d)
				if assert.NoError(t, err) {
					assert.Equal(t, want.Subject()+want.Preheader()+want.HTML()+want.Text(), got.Subject()+got.Preheader()+got.HTML()+got.Text())
				}
			}
		})
	}
	group.Wait()
	assert.Equal(t, before, fmt.Sprintf("%#v %#v", *d, *d.Company))
}

// TestTooLarge holds that size is the only thing that stops a valid payload.
func TestTooLarge(t *testing.T) {
	folder := openProbe(t, billet.Options{MaxPart: 64 << 10})
	_, err := renderProbe(folder, "probe", probeOf("a", 1))
	require.NoError(t, err)
	_, err = renderProbe(folder, "probe", probeOf(strings.Repeat("<", 10<<10), 50))
	require.ErrorIs(t, err, billet.ErrTooLarge)
	_, err = renderProbe(folder, "probe", probeOf("a", 1))
	require.NoError(t, err, "the next message must not suffer")
}

// FuzzRenderValues holds invariants 1 to 3 for any value.
func FuzzRenderValues(f *testing.F) {
	for _, value := range hostileValues() {
		if len(value) < 200 {
			f.Add(value, uint8(2))
		}
	}
	folder := openProbe(f, billet.Options{})
	f.Fuzz(func(t *testing.T, value string, items uint8) {
		if placeholders.CleanText(value) == "" {
			return // nothing is left of it, so that optional values are absent
		}
		n := int(items % 4)
		m := valid(t, folder, "probe", probeOf(value, n))
		if m == nil {
			return
		}
		wellFormed(t, m.HTML())
		want, got := parsed(t, valid(t, folder, "probe", probeOf("harmless", n)).HTML()), parsed(t, m.HTML())
		require.Equal(t, want.skeleton, got.skeleton)
		sameLinks(t, want.links, got.links, value)
		d := probeOf("a", n)
		d.Letter = events.Markdown(value)
		if m := valid(t, folder, "letter", d); m != nil {
			wellFormed(t, m.HTML())
		}
	})
}

// sameLinks holds that every link leads where the harmless one does.
func sameLinks(t *testing.T, want, got []string, value string) {
	t.Helper()
	require.Len(t, got, len(want))
	for i := range want {
		w, err := url.Parse(want[i])
		require.NoError(t, err)
		g, err := url.Parse(got[i])
		require.NoError(t, err, got[i])
		require.Equal(t, w.Scheme, g.Scheme, got[i])
		require.Equal(t, w.Host, g.Host, got[i])
		require.Equal(t, w.Opaque, g.Opaque, got[i])
		require.Equal(t, strings.Count(w.EscapedPath(), "/"), strings.Count(g.EscapedPath(), "/"), got[i])
		require.Len(t, g.Query(), len(w.Query()), got[i])
		for _, segment := range strings.Split(g.EscapedPath(), "/") {
			require.NotContains(t, []string{".", ".."}, segment)
		}
		if q := g.Query().Get("q"); w.Query().Has("q") {
			require.Equal(t, placeholders.CleanLine(value), q)
		}
	}
}

// sameLines holds that a text part has the lines of the harmless one, but for
// the breaks of texts.
func sameLines(t *testing.T, want, got, value string) {
	t.Helper()
	if strings.Contains(placeholders.CleanText(value), "\n") {
		return
	}
	assert.Equal(t, strings.Count(want, "\n"), strings.Count(got, "\n"))
}

func name(value string) string {
	return strings.ToValidUTF8(fmt.Sprintf("%.12q", value), "")
}

// spellings are the forms in which a value may be read back: as a line, as a
// text with its breaks, and as a text on one line.
func spellings(value string) []string {
	text := placeholders.CleanText(value)
	line := placeholders.CleanLine(value)
	// The marks stand around words of a right-to-left script.
	return []string{line, text, strings.ReplaceAll(text, "\n", " "), "\u200F" + line + "\u200F\u200E"}
}

// page is what a mail reader sees of a mail.
type page struct {
	skeleton []string // elements with their attributes' names; but for <br>
	words    []string // what stands between ⟦ and ⟧
	links    []string
}

func parsed(t testing.TB, text string) page {
	root, err := html.Parse(strings.NewReader(text))
	require.NoError(t, err)
	var p page
	var all strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			all.WriteString(n.Data)
		case n.Type == html.ElementNode && n.Data == "br":
			all.WriteString("\n")
		case n.Type == html.ElementNode:
			element := n.Data
			for _, a := range n.Attr {
				element += " " + a.Key
				p.words = append(p.words, bracketed(a.Val)...)
				if a.Key == "href" || a.Key == "src" {
					p.links = append(p.links, a.Val)
				}
			}
			p.skeleton = append(p.skeleton, element)
		case n.Type == html.CommentNode:
			p.skeleton = append(p.skeleton, "<!--"+n.Data+"-->")
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if n.Type == html.ElementNode && n.Data != "br" {
			p.skeleton = append(p.skeleton, "/")
		}
	}
	walk(root)
	p.words = append(p.words, bracketed(all.String())...)
	return p
}

func bracketed(text string) []string {
	var words []string
	for _, piece := range strings.Split(text, "⟦")[1:] {
		word, _, _ := strings.Cut(piece, "⟧")
		words = append(words, word)
	}
	return words
}

// wellFormed holds that every element is closed in the order of opening.
func wellFormed(t testing.TB, text string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			require.Empty(t, open, text)
			return
		case html.StartTagToken:
			switch name, _ := z.TagName(); string(name) {
			case "br", "img", "hr", "meta", "link", "col":
			default:
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			require.NotEmpty(t, open, text)
			require.Equal(t, open[len(open)-1], string(name), text)
			open = open[:len(open)-1]
		}
	}
}
