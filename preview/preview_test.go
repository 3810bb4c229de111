package preview_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
	"github.com/billet-mail/billet/starter"
)

// disk is a copy of the starter whose files change.
type disk struct {
	mu    sync.Mutex
	files fstest.MapFS
}

func newDisk(t testing.TB) *disk {
	d := &disk{files: fstest.MapFS{}}
	err := fs.WalkDir(starter.Folder(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(starter.Folder(), name)
		d.files[name] = &fstest.MapFile{Data: text}
		return err
	})
	require.NoError(t, err)
	return d
}

func (d *disk) Open(name string) (fs.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files.Open(name)
}

// edit replaces words in a file.
func (d *disk) edit(name, old, now string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	files := fstest.MapFS{}
	for n, f := range d.files {
		files[n] = f
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(files[name].Data), old, now))}
	d.files = files
}

type object = map[string]any

func get(t testing.TB, h http.Handler, path string) object {
	w := probe{path: path}.send(h)
	require.Equal(t, 200, w.Code, w.Body.String())
	var answer object
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
	return answer
}

func post(t testing.TB, h http.Handler, event, text string) object {
	body, err := json.Marshal(map[string]string{"event": event, "text": text})
	require.NoError(t, err)
	w := probe{method: "POST", path: "/api/data", body: string(body), header: map[string]string{"Content-Type": "application/json", "X-Billet-Token": token}}.send(h)
	require.Equal(t, 200, w.Code, w.Body.String())
	var answer object
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
	return answer
}

const aboutSignup = "template=signup&event=signup&locale=en&sample=plain"

// Every mail of the starter is shown, in every language and with every sample.
func TestEveryMail(t *testing.T) {
	h := handler(t, preview.Options{})
	folder := get(t, h, "/api/folder")
	mails := 0
	for _, each := range folder["mails"].([]any) {
		group := each.(object)
		for _, locale := range group["locales"].([]any) {
			for _, sample := range group["samples"].([]any) {
				query := "template=" + group["template"].(string) + "&event=" + group["event"].(string) + "&locale=" + locale.(string) + "&sample=" + sample.(string)
				mail := get(t, h, "/api/mail?"+query)
				assert.Equal(t, locale, mail["locale"], query)
				assert.NotEmpty(t, mail["subject"], query)
				assert.Empty(t, mail["faults"], query)
				assert.NotContains(t, mail["html"], "data-billet-at", query)
				assert.Equal(t, 200, probe{path: "/" + mail["html_url"].(string)}.send(h).Code, query)
				mails++
			}
		}
	}
	assert.Greater(t, mails, 90)
	assert.Empty(t, get(t, h, "/api/faults")["faults"])
}

func TestMailHTML(t *testing.T) {
	h := handler(t, preview.Options{})
	for query, want := range map[string]string{
		"":               "img-src data:;",
		"&images=off":    "img-src 'none';",
		"&images=remote": "img-src data: https: http:;",
		"&images=evil":   "img-src data:;",
	} {
		policy := probe{path: mail + query}.send(h).Header().Get("Content-Security-Policy")
		assert.Contains(t, policy, want, query)
		assert.True(t, strings.HasPrefix(policy, "sandbox; default-src 'none'; "), "%s", policy)
		assert.NotContains(t, policy, "script-src")
		assert.NotContains(t, policy, "allow-")
	}
	assert.Equal(t, "()", probe{path: mail}.send(h).Header().Get("Connection-Allowlist"))
	assert.Empty(t, probe{path: mail + "&images=remote"}.send(h).Header().Get("Connection-Allowlist"))
	body := func(query string) string { return probe{path: mail + query}.send(h).Body.String() }
	assert.Contains(t, body(""), "(prefers-color-scheme: dark)")
	dark, light := body("&scheme=dark"), body("&scheme=light")
	assert.Contains(t, dark, "@media (min-width:0)")
	assert.Contains(t, light, "@media (max-width:0)")
	assert.Contains(t, dark, `<meta name="color-scheme" content="dark"`)
	assert.Contains(t, dark, "color-scheme: dark;")
	for _, shown := range []string{dark, light} {
		assert.NotContains(t, shown, "prefers-color-scheme")
		assert.NotContains(t, shown, `"color-scheme" content="light dark"`)
	}
	for scheme, decided := range map[string]string{"inverted": "light", "dark-inverted": "dark"} {
		inverted := body("&scheme=" + scheme)
		assert.Contains(t, inverted, "invert(1)")
		assert.Contains(t, inverted, `<meta name="color-scheme" content="`+decided+`"`)
	}
	assert.NotContains(t, dark, "invert(1)")
	assert.NotContains(t, body("&scheme=-inverted-x"), "invert(1)")
	assert.NotContains(t, body(""), `data-billet-at="`)
	assert.Contains(t, body("&places=on"), `data-billet-at="templates/signup/en.md:`)
	assert.Contains(t, body("&places=click&dials=pseudo"), `data-billet-at="templates/signup/en.md:`)
	download := probe{path: mail + "&download=on"}.send(h)
	assert.Equal(t, `attachment; filename="signup.en.html"`, download.Header().Get("Content-Disposition"))
	assert.NotContains(t, download.Body.String(), "<base")
}

// Edited data is checked, and has an address once it is sound.
func TestEditedData(t *testing.T) {
	h := handler(t, preview.Options{})
	text := get(t, h, "/api/sample?event=signup&sample=plain")["text"].(string)
	faulty := post(t, h, "signup", strings.Replace(text, `"name"`, `"nmae"`, 1))
	assert.Empty(t, faulty["id"])
	faults := faulty["faults"].([]any)
	require.Len(t, faults, 2)
	assert.Equal(t, "did you mean name?", faults[1].(object)["help"])
	assert.NotEmpty(t, faults[1].(object)["lines"])

	const hostile = `<script>alert(1)</script>`
	sound := post(t, h, "signup", strings.Replace(text, `"Jonas"`, `"`+hostile+`"`, 1))
	require.NotEmpty(t, sound["id"])
	query := aboutSignup + "&data=" + sound["id"].(string)
	assert.Contains(t, get(t, h, "/api/mail?"+query)["text"], hostile)
	page := probe{path: "/mail.html?" + query}.send(h).Body.String()
	assert.Contains(t, page, "&lt;script&gt;")
	assert.NotContains(t, page, "<script")
	assert.Equal(t, 404, probe{path: "/mail.html?template=purchase&event=purchase&locale=en&data=" + sound["id"].(string)}.send(h).Code, "of another event")
}

// A faulty save shows the last good mail and the fault; it mends itself.
func TestFaultySave(t *testing.T) {
	d := newDisk(t)
	changes, reports := make(chan struct{}), make(chan string, 9)
	defer close(changes)
	h := handler(t, preview.Options{Folder: d, Changes: changes, Report: func(faults string, _ int) { reports <- faults }})
	before := get(t, h, "/api/mail?"+aboutSignup)
	const file = "templates/signup/en.md"
	d.edit(file, "customer.first_name", "customer.frist_name")
	changes <- struct{}{}
	assert.Contains(t, <-reports, "    7 | Hello {{ customer.frist_name|default:customer.name }},\n      |                   ^^^^^^^^^^\n")
	broken := get(t, h, "/api/mail?"+aboutSignup)
	assert.Equal(t, true, broken["stale"])
	assert.Equal(t, before["html"], broken["html"])
	fault := broken["faults"].([]any)[0].(object)
	assert.Equal(t, file, fault["file"])
	assert.EqualValues(t, 7, fault["line"])
	assert.Len(t, fault["lines"], 5)
	all := get(t, h, "/api/faults")["faults"].([]any)
	assert.Equal(t, []any{"signup"}, all[0].(object)["templates"])

	d.edit(file, "customer.frist_name", "customer.last_name")
	changes <- struct{}{}
	for faults := "faults"; faults != ""; { // the look at the start may have seen them too
		faults = <-reports
	}
	mended := get(t, h, "/api/mail?"+aboutSignup)
	assert.Equal(t, false, mended["stale"])
	assert.NotEqual(t, before["html"], mended["html"])
}

// A template that never opened has faults and no mail.
func TestNeverGood(t *testing.T) {
	d := newDisk(t)
	d.edit("templates/signup/en.md", "customer.first_name", "nobody")
	h := handler(t, preview.Options{Folder: d})
	mail := get(t, h, "/api/mail?"+aboutSignup)
	assert.Empty(t, mail["html"])
	assert.NotEmpty(t, mail["faults"])
	assert.Equal(t, 422, probe{path: "/mail.html?" + aboutSignup}.send(h).Code)
	assert.Equal(t, 200, probe{path: "/mail.html?template=purchase&event=purchase&locale=en"}.send(h).Code)
}

// Below a path of an application's own mux, all addresses lead on from there.
func TestMounted(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/preview/", http.StripPrefix("/preview", handler(t, preview.Options{})))
	for _, path := range []string{"/preview/", "/preview/assets/app.js", "/preview/api/folder", "/preview" + mail} {
		assert.Equal(t, 200, probe{path: path}.send(mux).Code, path)
	}
	assert.Equal(t, 403, probe{path: "/preview/api/stream"}.send(mux).Code)
	page := probe{path: "/preview/"}.send(mux).Body.String()
	assert.NotRegexp(t, `(src|href)="/`, page)
	assert.Contains(t, page, `content="`+token+`"`)
}

// serve serves on a port of its own until the test ends.
func serve(t testing.TB, changes <-chan struct{}, d *disk) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	h, err := preview.Handler(preview.Options{Folder: d, Hosts: []string{address}, Token: token, Changes: changes})
	require.NoError(t, err)
	server := preview.Server(h)
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return "http://" + address
}

// Pages hear of changes at once, and leave nothing behind.
func TestStream(t *testing.T) {
	changes := make(chan struct{})
	defer close(changes)
	base := serve(t, changes, newDisk(t))
	ctx, leave := context.WithTimeout(context.Background(), 30*time.Second)
	defer leave()
	const clients, saves = 20, 100
	var group sync.WaitGroup
	joined := make(chan struct{}, clients)
	for range clients {
		group.Go(func() {
			r, err := http.NewRequestWithContext(ctx, "GET", base+"/api/stream", nil)
			if !assert.NoError(t, err) {
				return
			}
			r.Header.Set("X-Billet-Token", token)
			response, err := http.DefaultClient.Do(r)
			if !assert.NoError(t, err) {
				return
			}
			defer response.Body.Close()
			assert.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
			first := true
			for lines := bufio.NewScanner(response.Body); lines.Scan(); {
				if lines.Text() == "data: 0" && first {
					first = false
					joined <- struct{}{}
				}
				if lines.Text() == "data: 100" {
					return
				}
			}
			assert.Fail(t, "the stream ended before the last change")
		})
	}
	for range clients {
		<-joined
	}
	for range saves {
		changes <- struct{}{}
	}
	group.Wait()
}
