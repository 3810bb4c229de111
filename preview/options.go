package preview

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/billet-mail/billet"
)

// Options say what [Handler] serves, and to whom.
type Options struct {
	// Folder is the mail folder. It must be set.
	Folder fs.FS

	// Open says how the folder is opened. Marks is always set.
	Open billet.Options

	// Hosts are the only values of the Host header that are answered, such as
	// "127.0.0.1:7070" and "localhost:7070". It must not be empty.
	Hosts []string

	// Changes says, once for each value, that files of the folder may have
	// changed. The program that mounts the preview watches its folder, or sends a
	// value every few seconds, for a folder that has not changed is only read.
	// Handler starts goroutines that end when the channel is closed. Nil stands
	// for a folder that never changes.
	Changes <-chan struct{}

	// Token is what changes must bring along; empty stands for a random one.
	Token string

	// Guarded asks every request for the token: in the query of the page at
	// first, then in a cookie. It is for addresses that others can reach. It
	// needs a Token.
	Guarded bool

	// Accept is the mail folder on disk, in which golden files are written when
	// somebody accepts a mail. Nil accepts none, and the preview writes no file.
	Accept *os.Root

	// Trial lets the page send mails for a trial. Nil sends none.
	Trial *Trial

	// Report is called at the start if the folder has faults, and after changes:
	// with the faults of the folder as text, "" if there are none, and the number
	// of warnings; never twice at once. Without Changes it is never called. Nil is
	// fine.
	Report func(faults string, warnings int)
}

// Handler serves the preview. The page is at "/"; mounted elsewhere it needs
// [http.StripPrefix] and an address that ends in a slash. It is safe for
// concurrent use.
func Handler(o Options) (http.Handler, error) {
	switch {
	case o.Folder == nil:
		return nil, errors.New("the preview has no mail folder (set Options.Folder)")
	case len(o.Hosts) == 0:
		return nil, errors.New("the preview answers to no host (set Options.Hosts)")
	case o.Trial != nil && o.Trial.Sender == nil:
		return nil, errors.New("a trial needs a Sender (set Trial.Sender, or leave Options.Trial nil)")
	case o.Guarded && o.Token == "":
		return nil, errors.New("a guarded preview needs a token (set Options.Token)")
	}
	if o.Token == "" {
		o.Token = rand.Text()
	}
	plain := o.Open
	plain.Marks, o.Open.Marks = false, true
	p := &preview{
		reloader: billet.NewReloader(o.Folder, o.Open),
		plain:    billet.NewReloader(o.Folder, plain),
		trial:    o.Trial,
		files:    o.Folder,
		accept:   o.Accept,
		edited:   newEditedData(),
		stream:   newStream(),
	}
	page, err := newPage(o.Token)
	if err != nil {
		return nil, err
	}
	if o.Changes != nil {
		go p.follow(o.Changes, o.Report)
	}
	guard := &guard{hosts: slices.Clone(o.Hosts), token: o.Token, guarded: o.Guarded}
	return guard.around(p.precedence.first(p.routes(page))), nil
}

// Server is an HTTP server with limits on time and size that suit the preview.
// The stream lifts those of its own connections.
func Server(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// preview is what the handlers share.
type preview struct {
	reloader   *billet.Reloader
	plain      *billet.Reloader // without marks: what would be sent
	trial      *Trial
	files      fs.FS
	accept     *os.Root
	edited     *editedData
	stream     *stream
	precedence precedence
	finished   finished
	samples    goodSamples
}

func (p *preview) routes(page *page) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", page.serveIndex)
	mux.HandleFunc("GET /assets/{name}", page.serveAsset)
	mux.HandleFunc("GET /mail.html", p.serveHTML)
	mux.HandleFunc("GET /api/folder", answer(p.folder))
	mux.HandleFunc("GET /api/mail", answer(p.mail))
	mux.HandleFunc("GET /api/placeholders", answer(p.placeholders))
	mux.HandleFunc("GET /api/sample", answer(p.sample))
	mux.HandleFunc("GET /api/dials", answer(p.dials))
	mux.HandleFunc("GET /api/faults", answer(p.faults))
	mux.HandleFunc("GET /api/timeline", answer(p.timeline))
	mux.HandleFunc("GET /timeline.html", p.serveTimelineMail)
	mux.HandleFunc("GET /api/message", answer(p.message))
	mux.HandleFunc("GET /mail.eml", p.serveEML)
	mux.HandleFunc("POST /api/send", answer(p.send))
	mux.HandleFunc("GET /api/goldens", answer(p.goldens))
	mux.HandleFunc("GET /api/golden", answer(p.golden))
	mux.HandleFunc("GET /golden.html", p.serveGolden)
	mux.HandleFunc("POST /api/data", answer(p.checkData))
	mux.HandleFunc("POST /api/golden", answer(p.acceptGoldens))
	mux.HandleFunc("GET /api/why", answer(p.why))
	mux.HandleFunc("GET /api/stream", p.stream.serve)
	return mux
}

// follow passes changes on until there will be none. Reports are made beside,
// so that pages need not wait for them.
func (p *preview) follow(changes <-chan struct{}, report func(string, int)) {
	due := make(chan struct{}, 1)
	defer close(due)
	go func() {
		if report == nil {
			return
		}
		if faults, warnings := p.faultText(false); faults != "" {
			report(faults, warnings)
		}
		for range due {
			report(p.faultText(true))
		}
	}()
	for range changes {
		p.reloader.Reload()
		p.plain.Reload()
		p.stream.change()
		if report == nil {
			continue
		}
		select {
		case due <- struct{}{}:
		default: // the one that is due will tell of this change too
		}
	}
}
