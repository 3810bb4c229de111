package preview_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
	"github.com/billet-mail/billet/starter"
)

const (
	host  = "127.0.0.1:7070"
	token = "s3cret"
	mail  = "/mail.html?template=signup&event=signup&locale=en&sample=plain"
)

func handler(t testing.TB, o preview.Options) http.Handler {
	if o.Folder == nil {
		o.Folder = starter.Folder()
	}
	o.Hosts, o.Token = []string{host, "localhost:7070"}, token
	h, err := preview.Handler(o)
	require.NoError(t, err)
	return h
}

// probe is one request and the status that it must get.
type probe struct {
	method, path, body string
	header             map[string]string
	status             int
}

func (p probe) send(h http.Handler) *httptest.ResponseRecorder {
	if p.method == "" {
		p.method = http.MethodGet
	}
	r := httptest.NewRequest(p.method, p.path, strings.NewReader(p.body))
	r.Host = host
	for name, value := range p.header {
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestGuard(t *testing.T) {
	const page, api, data = "/", "/api/folder", "/api/data"
	type header = map[string]string
	sound := header{"Content-Type": "application/json", "X-Billet-Token": token}
	with := func(base header, name, value string) header {
		all := header{name: value}
		for n, v := range base {
			if n != name {
				all[n] = v
			}
		}
		return all
	}
	link := header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
	h := handler(t, preview.Options{})
	for name, p := range map[string]probe{
		"page":                  {path: page, status: 200},
		"page by its name":      {path: page, header: header{"Host": "localhost:7070"}, status: 200},
		"folder":                {path: api, status: 200},
		"mail":                  {path: mail, status: 200},
		"asset":                 {path: "/assets/app.js", status: 200},
		"asset from its page":   {path: "/assets/app.js", header: header{"Sec-Fetch-Site": "same-origin"}, status: 200},
		"typed address":         {path: page, header: header{"Sec-Fetch-Site": "none"}, status: 200},
		"link to the page":      {path: page, header: link, status: 200},
		"head":                  {method: "HEAD", path: page, status: 200},
		"foreign host":          {path: page, header: header{"Host": "evil.example"}, status: 421},
		"rebound host":          {path: api, header: header{"Host": "evil.example:7070"}, status: 421},
		"host without port":     {path: page, header: header{"Host": "127.0.0.1"}, status: 421},
		"host of another port":  {path: page, header: header{"Host": "127.0.0.1:8080"}, status: 421},
		"host with a dot":       {path: page, header: header{"Host": "localhost.:7070"}, status: 421},
		"host with a suffix":    {path: page, header: header{"Host": "127.0.0.1:7070.evil.example"}, status: 421},
		"host as a number":      {path: page, header: header{"Host": "2130706433:7070"}, status: 421},
		"no host":               {path: page, header: header{"Host": ""}, status: 421},
		"foreign fetch":         {path: api, header: header{"Sec-Fetch-Site": "cross-site"}, status: 403},
		"fetch of a sister":     {path: api, header: header{"Sec-Fetch-Site": "same-site"}, status: 403},
		"foreign image":         {path: mail, header: header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}, status: 403},
		"foreign frame":         {path: mail, header: with(link, "Sec-Fetch-Dest", "iframe"), status: 403},
		"foreign frame of page": {path: page, header: with(link, "Sec-Fetch-Dest", "iframe"), status: 403},
		"foreign script":        {path: "/assets/app.js", header: header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script"}, status: 403},
		"link to the interface": {path: api, header: link, status: 403},
		"link to a mail":        {path: mail, header: link, status: 403},
		"unknown fetch site":    {path: api, header: header{"Sec-Fetch-Site": "odd"}, status: 403},
		"stream, no token":      {path: "/api/stream", status: 403},
		"stream, wrong token":   {path: "/api/stream", header: header{"X-Billet-Token": "x"}, status: 403},
		"stream, foreign":       {path: "/api/stream", header: with(sound, "Sec-Fetch-Site", "cross-site"), status: 403},
		"stream, foreign host":  {path: "/api/stream", header: with(sound, "Host", "evil.example"), status: 421},
		"post":                  {method: "POST", path: data, body: `{"event":"signup","text":"{}"}`, header: sound, status: 200},
		"post with charset":     {method: "POST", path: data, body: `{"event":"signup","text":"{}"}`, header: with(sound, "Content-Type", "application/json; charset=utf-8"), status: 200},
		"post, no token":        {method: "POST", path: data, body: "{}", header: header{"Content-Type": "application/json"}, status: 403},
		"post, wrong token":     {method: "POST", path: data, body: "{}", header: with(sound, "X-Billet-Token", "s3creT"), status: 403},
		"post, token in query":  {method: "POST", path: data + "?token=" + token, body: "{}", header: header{"Content-Type": "application/json"}, status: 403},
		"post, foreign origin":  {method: "POST", path: data, body: "{}", header: with(sound, "Origin", "http://evil.example"), status: 403},
		"post, null origin":     {method: "POST", path: data, body: "{}", header: with(sound, "Origin", "null"), status: 403},
		"post, foreign fetch":   {method: "POST", path: data, body: "{}", header: with(sound, "Sec-Fetch-Site", "same-site"), status: 403},
		"post as a form":        {method: "POST", path: data, body: "a=b", header: with(sound, "Content-Type", "application/x-www-form-urlencoded"), status: 415},
		"post as text":          {method: "POST", path: data, body: "{}", header: with(sound, "Content-Type", "text/plain"), status: 415},
		"post of no type":       {method: "POST", path: data, body: "{}", header: header{"X-Billet-Token": token}, status: 415},
		"post of a wrong type":  {method: "POST", path: data, body: "{}", header: with(sound, "Content-Type", "application/json-seq"), status: 415},
		"post, too large":       {method: "POST", path: data, body: strings.Repeat(" ", 1<<20+1), header: sound, status: 413},
		"post, no JSON":         {method: "POST", path: data, body: "{", header: sound, status: 400},
		"post, unknown event":   {method: "POST", path: data, body: `{"event":"sign"}`, header: sound, status: 404},
		"post to the page":      {method: "POST", path: page, body: "{}", header: sound, status: 405},
		"put":                   {method: "PUT", path: data, body: "{}", header: sound, status: 405},
		"delete, no token":      {method: "DELETE", path: api, status: 403},
		"preflight":             {method: "OPTIONS", path: data, header: header{"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}, status: 403},
		"unknown path":          {path: "/etc/passwd", status: 404},
		"asset by a way round":  {path: "/assets/..%2f..%2fpage.go", status: 404},
		"asset of another kind": {path: "/assets/index.html", status: 404},
		"unknown template":      {path: "/mail.html?template=none&event=signup&locale=en", status: 404},
		"template by a path":    {path: "/mail.html?template=../../etc&event=signup&locale=en", status: 404},
		"unknown event":         {path: "/api/mail?event=none", status: 404},
		"unknown sample":        {path: "/api/sample?event=signup&sample=../plain", status: 404},
		"unknown data":          {path: "/api/mail?event=signup&data=0", status: 404},
		"unknown language":      {path: "/api/placeholders?event=signup&locale=qqq", status: 404},
	} {
		t.Run(name, func(t *testing.T) {
			w := p.send(h)
			assert.Equal(t, p.status, w.Code, w.Body.String())
			assert.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
			assert.NotEmpty(t, w.Header().Get("Content-Security-Policy"))
			assert.Empty(t, w.Header().Get("Access-Control-Allow-Origin"))
		})
	}
}

// A body that does not say its length is cut off too.
func TestGuardEndlessBody(t *testing.T) {
	r := httptest.NewRequest("POST", "/api/data", io.LimitReader(blanks{}, 64<<20))
	r.Host, r.ContentLength = host, -1
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Billet-Token", token)
	w := httptest.NewRecorder()
	handler(t, preview.Options{}).ServeHTTP(w, r)
	assert.Equal(t, 413, w.Code)
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// Where others can reach the preview, everything needs the token; the first
// visit takes it from the address into a cookie.
func TestGuarded(t *testing.T) {
	h := handler(t, preview.Options{Guarded: true})
	for _, path := range []string{"/", "/assets/app.js", "/api/folder", mail, "/?token=wrong", "/api/folder?token=" + token} {
		assert.Equal(t, 401, probe{path: path}.send(h).Code, path)
	}
	assert.Equal(t, 421, probe{path: "/?token=" + token, header: map[string]string{"Host": "evil.example"}}.send(h).Code)
	w := probe{path: "/?view=faults&token=" + token}.send(h)
	assert.Equal(t, 303, w.Code)
	assert.Equal(t, "./?view=faults", w.Header().Get("Location"))
	cookie := w.Result().Cookies()[0]
	assert.True(t, cookie.HttpOnly)
	assert.Equal(t, http.SameSiteStrictMode, cookie.SameSite)
	known := map[string]string{"Cookie": cookie.Name + "=" + cookie.Value}
	for _, path := range []string{"/", "/assets/app.js", "/api/folder", mail} {
		assert.Equal(t, 200, probe{path: path, header: known}.send(h).Code, path)
	}
	known["Content-Type"] = "application/json"
	assert.Equal(t, 403, probe{method: "POST", path: "/api/data", header: known}.send(h).Code, "a cookie changes nothing")
}

func TestHandlerRefuses(t *testing.T) {
	for name, o := range map[string]preview.Options{
		"no folder": {Hosts: []string{host}},
		"no host":   {Folder: starter.Folder()},
		"no token":  {Folder: starter.Folder(), Hosts: []string{host}, Guarded: true},
	} {
		_, err := preview.Handler(o)
		assert.Error(t, err, name)
	}
}

func TestServerLimits(t *testing.T) {
	s := preview.Server(http.NotFoundHandler())
	assert.NotZero(t, s.ReadHeaderTimeout)
	assert.NotZero(t, s.ReadTimeout)
	assert.NotZero(t, s.WriteTimeout)
	assert.NotZero(t, s.IdleTimeout)
	assert.NotZero(t, s.MaxHeaderBytes)
}

// Who sends a header or a body too slowly is cut off.
func TestSlowRequests(t *testing.T) {
	t.Parallel()
	for name, sent := range map[string]string{
		"header": "GET / HTTP/1.1\r\nHost: HOST\r\nX-Slow: ",
		"body":   "POST /api/data HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nX-Billet-Token: secret\r\nContent-Length: 100\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			require.NoError(t, err)
			host := listener.Addr().String()
			h, err := preview.Handler(preview.Options{Folder: starter.Folder(), Hosts: []string{host}, Token: "secret"})
			require.NoError(t, err)
			server := preview.Server(h)
			go server.Serve(listener)
			t.Cleanup(func() { server.Close() })
			conn, err := net.Dial("tcp", host)
			require.NoError(t, err)
			t.Cleanup(func() { conn.Close() })
			_, err = conn.Write([]byte(strings.ReplaceAll(sent, "HOST", host)))
			require.NoError(t, err)
			require.NoError(t, conn.SetReadDeadline(time.Now().Add(time.Minute)))
			answer, err := io.ReadAll(conn) // ends when the server closes
			require.NoError(t, err)
			assert.NotContains(t, string(answer), "200 OK")
		})
	}
}
