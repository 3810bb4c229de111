package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// required is the value of the environment variable BILLET_BROWSER with which
// a missing browser is a failure.
const required = "required"

// shared is the browser that all tests share; nil if this computer has none.
var shared *chromium

// chromium is a running browser, with the windows that no test uses now.
type chromium struct {
	ctx  context.Context
	idle chan *window
}

func TestMain(m *testing.M) {
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.DisableGPU, chromedp.NoSandbox, // it opens the pages of the tests only
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", strings.Join([]string{
			"Translate",
			"AutofillServerCommunication",    // asks a server about the fields of forms
			"IsolateSandboxedIframes",        // puts mails into another process, where they cannot be looked at in passing
			"SpareRendererForSitePerProcess", // costs as much as a test
		}, ",")))...)
	ctx, quit := chromedp.NewContext(ctx)
	switch err := chromedp.Do(ctx); {
	case err == nil:
		shared = &chromium{ctx, make(chan *window, 64)}
	case errors.Is(err, exec.ErrNotFound) && os.Getenv("BILLET_BROWSER") != required:
		fmt.Fprintln(os.Stderr, "the tests of the preview in a browser are skipped: no Chromium or Chrome is on the PATH")
	default:
		fmt.Fprintf(os.Stderr, "cannot start Chromium or Chrome: %v (on Debian: apt-get install chromium)\n", err)
		os.Exit(1)
	}
	code := m.Run()
	quit()
	stop()
	os.Exit(code)
}

// window is a tab of the browser. One that a test has left is used again: to
// open one takes longer than most tests.
type window struct {
	ctx   context.Context
	close func()

	mu       sync.Mutex
	messages []string // errors that the browser has told
}

// window gives a window with nothing in it. One with options is a new one, with
// cookies and storage of its own.
func (c *chromium) window(t testing.TB, options ...chromedp.CreateBrowserContextOption) *window {
	t.Helper()
	if len(options) == 0 {
		select {
		case w := <-c.idle:
			t.Cleanup(func() { c.leave(t, w) })
			return w
		default:
		}
	}
	w := &window{}
	with := []chromedp.ContextOption{chromedp.WithListener(w.hear)}
	if len(options) > 0 {
		with = append(with, chromedp.WithNewBrowserContext(options...))
	}
	w.ctx, w.close = chromedp.NewContext(c.ctx, with...)
	require.NoError(t, chromedp.Do(w.ctx)) // it lives as long as the context of its first step
	if len(options) > 0 {
		t.Cleanup(w.close)
	} else {
		t.Cleanup(func() { c.leave(t, w) })
	}
	return w
}

// leave empties the window for the next test; after a failure it is closed.
func (c *chromium) leave(t testing.TB, w *window) {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	err := chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	if t.Failed() || err != nil {
		w.close()
		return
	}
	w.mu.Lock()
	w.messages = nil
	w.mu.Unlock()
	c.idle <- w
}

// hear collects what goes wrong in the page.
func (w *window) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		w.messages = append(w.messages, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			w.messages = append(w.messages, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// expected takes out the messages that a test provokes.
func (w *window) expected(words string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.messages = slices.DeleteFunc(w.messages, func(message string) bool { return strings.Contains(message, words) })
}
