package browsertest

import (
	"maps"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/stretchr/testify/require"
)

// canary is a server that nothing may talk to. It notes who does.
type canary struct {
	address string // begins with http://, without a slash at its end

	mu   sync.Mutex
	hits map[string]bool // paths, "connection" for those that ask for nothing yet
}

func (c *canary) note(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits[what] = true
}

// seen is what came, in order of the names.
func (c *canary) seen() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.hits))
}

func (c *canary) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.hits)
}

func newCanary(t *testing.T) *canary {
	t.Helper()
	c := &canary{hits: map[string]bool{}}
	c.address = c.listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.note(r.URL.Path)
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}))
	return c
}

// newProxy is a proxy that lets requests through to one host, and notes those
// to others.
func newProxy(t *testing.T, base string) *canary {
	t.Helper()
	to, err := url.Parse(base)
	require.NoError(t, err)
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = to.Host }, FlushInterval: -1}
	c := &canary{hits: map[string]bool{}}
	c.address = c.listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect && r.URL.Host == to.Host {
			forward.ServeHTTP(w, r)
			return
		}
		c.note(r.Method + " " + r.URL.Host + r.URL.Path)
		http.Error(w, "no way", http.StatusForbidden)
	}))
	return c
}

func (c *canary) listen(t *testing.T, handler http.Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &http.Server{Handler: handler, ConnState: func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			c.note("connection")
		}
	}}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return "http://" + listener.Addr().String()
}

// through makes the tab send everything through a proxy, what is for this
// computer too.
func through(proxy *canary) func(*target.CreateBrowserContextParams) {
	return func(p *target.CreateBrowserContextParams) {
		p.ProxyServer, p.ProxyBypassList = proxy.address, "<-loopback>"
	}
}
