package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// required is the value of the environment variable BILLET_BROWSER with which
// a missing browser is a failure.
const required = "required"

// shared is the context of the browser that all tests share; nil if this
// computer has none.
var shared context.Context

func TestMain(m *testing.M) {
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.DisableGPU, chromedp.NoSandbox, // it opens the pages of the tests only
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	ctx, quit := chromedp.NewContext(ctx)
	switch err := chromedp.Do(ctx); {
	case err == nil:
		shared = ctx
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
