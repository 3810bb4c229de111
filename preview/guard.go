package preview

import (
	"crypto/subtle"
	"mime"
	"net/http"
	"slices"
)

const (
	tokenHeader = "X-Billet-Token"
	tokenCookie = "billet_preview"
	maxBody     = 1 << 20 // bytes
)

// guard lets no request through that another site, another host or a stranger
// could have made.
type guard struct {
	hosts   []string
	token   string
	guarded bool
}

func (g *guard) around(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		switch {
		case !slices.Contains(g.hosts, r.Host):
			fail(w, http.StatusMisdirectedRequest, "this host name is not that of the preview")
		case foreign(r) || origins.Check(r) != nil:
			fail(w, http.StatusForbidden, "this request was made for another site")
		case g.guarded && g.greeted(w, r):
		case g.guarded && !g.known(r):
			fail(w, http.StatusUnauthorized, "open the address with the token that billet preview printed")
		case needsToken(r) && !g.same(r.Header.Get(tokenHeader)):
			fail(w, http.StatusForbidden, "the token is missing or wrong; reload the page")
		case r.Method == http.MethodPost && !isJSON(r):
			fail(w, http.StatusUnsupportedMediaType, "the body must be application/json")
		case r.ContentLength > maxBody:
			fail(w, http.StatusRequestEntityTooLarge, "the body has more than 1 MiB")
		default:
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next.ServeHTTP(w, r)
		}
	})
}

// foreign reports what a browser requests on behalf of another site (Fetch
// Metadata). A link that leads to the page is fine: the page cannot be framed,
// and acts only with its token.
func foreign(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	link := r.Method == http.MethodGet && r.URL.Path == "/" &&
		r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return !link
}

// needsToken: what changes something, and the stream, which holds a connection.
func needsToken(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.Path == "/api/stream"
}

// greeted takes the token of the first visit out of the address, where it would
// stay in histories, into a cookie.
func (g *guard) greeted(w http.ResponseWriter, r *http.Request) bool {
	query := r.URL.Query()
	if r.URL.Path != "/" || r.Method != http.MethodGet || !g.same(query.Get("token")) {
		return false
	}
	http.SetCookie(w, &http.Cookie{Name: tokenCookie, Value: g.token, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	query.Del("token")
	w.Header().Set("Location", "./?"+query.Encode()) // relative: the handler may be mounted anywhere
	w.WriteHeader(http.StatusSeeOther)
	return true
}

func (g *guard) known(r *http.Request) bool {
	cookie, err := r.Cookie(tokenCookie)
	return err == nil && g.same(cookie.Value) || g.same(r.Header.Get(tokenHeader))
}

func (g *guard) same(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(g.token)) == 1
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}
