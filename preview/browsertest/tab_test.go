package browsertest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const (
	patience = 20 * time.Second      // for what a page is to show
	interval = 25 * time.Millisecond // between two looks
)

// tab is a tab of the browser, with cookies and storage of its own.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site *site
}

// opened opens a page of a site, named by its query, in a new tab.
func opened(t *testing.T, s *site, query string) *tab {
	if browser == nil {
		t.Skip("there is no browser")
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx)) // the tab lives as long as the context of its first step
	b := &tab{t: t, ctx: ctx, site: s}
	b.size(1440, 900)
	b.visit(query)
	return b
}

func (b *tab) visit(query string) {
	b.do(chromedp.Navigate(b.site.base + query))
}

func (b *tab) size(width, height int64) {
	b.do(chromedp.EmulateViewport(width, height))
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	require.NoError(b.t, chromedp.Do(ctx, steps...))
}

// run runs an action and gives its result.
func run[T any](b *tab, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, action)
	require.NoError(b.t, err)
	return result
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	return run(b, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

// value evaluates JavaScript in the page.
func value[T any](b *tab, script string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// until looks until a condition holds.
func (b *tab) until(what string, holds func() bool) {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(interval) {
		if holds() {
			return
		}
	}
	require.Fail(b.t, "the page never had: "+what, value[string](b, "document.body.innerText"))
}

// shows waits for words on the page.
func (b *tab) shows(words ...string) {
	b.t.Helper()
	for _, each := range words {
		quoted, err := json.Marshal(each)
		require.NoError(b.t, err)
		b.until(each, func() bool { return value[bool](b, "document.body.innerText.includes("+string(quoted)+")") })
	}
}

// all finds what has a role and a name.
func (b *tab) all(role, name string) []*accessibility.Node {
	b.t.Helper()
	root := call(b, dom.GetDocument, dom.GetDocumentParams{}).Root
	found := call(b, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{BackendNodeID: root.BackendNodeID, Role: role, AccessibleName: name}).Nodes
	var shown []*accessibility.Node
	for _, node := range found {
		if !node.Ignored {
			shown = append(shown, node)
		}
	}
	return shown
}

// one waits for the only thing that has a role and a name.
func (b *tab) one(role, name string) cdp.BackendNodeID {
	b.t.Helper()
	var found []*accessibility.Node
	b.until(role+" "+name, func() bool { found = b.all(role, name); return len(found) == 1 })
	return found[0].BackendDOMNodeID
}

func (b *tab) click(role, name string) {
	b.t.Helper()
	node := b.one(role, name)
	call(b, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: node})
	quad := call(b, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: node}).Quads[0]
	b.do(chromedp.MouseClickXY((quad[0]+quad[4])/2, (quad[1]+quad[5])/2))
}

// frame is the text of the mail in a frame with a title.
func (b *tab) frame(title string) string {
	b.t.Helper()
	node := call(b, dom.DescribeNode, dom.DescribeNodeParams{BackendNodeID: b.one("Iframe", title)}).Node
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(target.ID(node.FrameID)), chromedp.WithDetachOnCancel())
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
	require.NoError(b.t, err)
	return text
}

func (b *tab) picture(name string) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		return
	}
	require.NoError(b.t, os.WriteFile(filepath.Join(dir, name+".png"), run(b, chromedp.CaptureScreenshot()), 0o644))
}
