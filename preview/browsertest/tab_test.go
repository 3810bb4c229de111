package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	patience = 30 * time.Second      // for what a page is to show; a second is usual
	interval = 20 * time.Millisecond // between two looks
)

// tab is what a test sees of a site. Things on the page are found by role and
// name, as assistive technology finds them.
type tab struct {
	*window
	t    testing.TB
	site *site
}

// opened opens a page of a site, named by its query. The test fails if the
// browser reports an error that it does not expect.
func opened(t testing.TB, s *site, query string, options ...chromedp.CreateBrowserContextOption) *tab {
	t.Helper()
	b := blank(t, s, options...)
	b.visit(query)
	return b
}

// blank gives a tab for a site, with nothing in it yet.
func blank(t testing.TB, s *site, options ...chromedp.CreateBrowserContextOption) *tab {
	t.Helper()
	if shared == nil {
		t.Skip("there is no browser")
	}
	b := &tab{shared.window(t, options...), t, s}
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.colours("light")
	b.size(1440, 900)
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		assert.Empty(t, b.messages, "the browser reports errors")
	})
	return b
}

// visit opens a page of the site and waits until it is connected.
func (b *tab) visit(query string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site.base + query))
	b.shows("live")
}

// turn goes to a view without loading the page anew, as the way back does.
func (b *tab) turn(query string) {
	b.t.Helper()
	value[bool](b, `(history.pushState(null, "", %s || "."), dispatchEvent(new PopStateEvent("popstate")))`, query)
}

// reload opens the page anew.
func (b *tab) reload() {
	b.t.Helper()
	b.do(chromedp.Reload())
	b.shows("live")
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// colours makes the computer prefer a colour scheme, light or dark.
func (b *tab) colours(scheme string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	run(b, chromedp.Steps(steps...))
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

// call sends a command of the DevTools protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	return run(b, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) })
}

// value evaluates JavaScript in the page. Arguments stand in the script as
// %s and become JSON.
func value[T any](b *tab, script string, arguments ...any) T {
	b.t.Helper()
	quoted := make([]any, len(arguments))
	for i, each := range arguments {
		text, err := json.Marshal(each)
		require.NoError(b.t, err)
		quoted[i] = string(text)
	}
	return run(b, chromedp.Evaluate[T](fmt.Sprintf(script, quoted...), chromedp.EvalAwaitPromise))
}

// until looks until a condition holds.
func (b *tab) until(what string, holds func() bool) {
	b.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(interval) {
		if holds() {
			return
		}
	}
	require.Fail(b.t, "the page never had: "+what, "%s", value[string](b, "location.href + '\\n' + document.body.innerText"))
}

// shows waits for words on the page.
func (b *tab) shows(words ...string) {
	b.t.Helper()
	for _, each := range words {
		b.until(each, func() bool { return value[bool](b, "document.body.innerText.includes(%s)", each) })
	}
}

// hides waits until words are no longer on the page.
func (b *tab) hides(words ...string) {
	b.t.Helper()
	for _, each := range words {
		b.until("no "+each, func() bool { return !value[bool](b, "document.body.innerText.includes(%s)", each) })
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
	b.until("one "+role+" "+name, func() bool { found = b.all(role, name); return len(found) == 1 })
	return found[0].BackendDOMNodeID
}

func (b *tab) click(role, name string) {
	b.t.Helper()
	var quad dom.Quad
	b.until("a place to click on "+name, func() bool {
		node := b.one(role, name)
		found, err := chromedp.Run(b.ctx, func(ctx context.Context, t *chromedp.Target) (dom.Quad, error) {
			ctx, cancel := context.WithTimeout(ctx, patience)
			defer cancel()
			if _, err := cdp.Call(ctx, t, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: node}); err != nil {
				return nil, err
			}
			quads, err := cdp.Call(ctx, t, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: node})
			if err != nil || len(quads.Quads) == 0 {
				return nil, err
			}
			return quads.Quads[0], nil
		})
		quad = found
		return err == nil && quad != nil // or else it was just replaced
	})
	b.do(chromedp.MouseClickXY((quad[0]+quad[4])/2, (quad[1]+quad[5])/2))
}

func (b *tab) focus(role, name string) {
	b.t.Helper()
	call(b, dom.Focus, dom.FocusParams{BackendNodeID: b.one(role, name)})
}

// choose chooses an option of a select element by its words.
func (b *tab) choose(name, option string) {
	b.t.Helper()
	b.focus("combobox", name)
	value[string](b, `(() => {
		const e = document.activeElement;
		e.value = [...e.options].find((o) => o.text === %s).value;
		e.dispatchEvent(new Event("change", { bubbles: true }));
		return e.value;
	})()`, option)
}

// press presses keys, one after the other: characters, or those of package kb.
// A character is part of the event that the key goes down, as it is for a
// person, so that a page which handles the one prevents the other.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		events := kb.Encode([]rune(key)[0])
		down, up := events[0], events[len(events)-1]
		if len(events) == 3 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		call(b, input.DispatchKeyEvent, *down)
		call(b, input.DispatchKeyEvent, *up)
	}
}

// fill puts a text into a field in place of what it holds.
func (b *tab) fill(role, name, text string) {
	b.t.Helper()
	b.focus(role, name)
	value[bool](b, "(document.activeElement.select(), true)")
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// field is what a field holds.
func (b *tab) field(role, name string) string {
	b.t.Helper()
	b.focus(role, name)
	return value[string](b, "document.activeElement.value")
}

// look evaluates JavaScript in the mail of a frame. A mail that is just being
// replaced has no answer.
func (b *tab) look(title, script string) (answer string, ok bool) {
	b.t.Helper()
	node := call(b, dom.DescribeNode, dom.DescribeNodeParams{BackendNodeID: b.one("Iframe", title)}).Node
	answer, err := chromedp.Run(b.ctx, func(ctx context.Context, t *chromedp.Target) (string, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		world, err := cdp.Call(ctx, t, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: node.FrameID})
		if err != nil {
			return "", err
		}
		result, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: script, ContextID: world.ExecutionContextID})
		if err != nil {
			return "", err
		}
		var text string
		err = json.Unmarshal(result.Result.Value, &text)
		return text, err
	})
	return answer, err == nil
}

const (
	theMail   = "The mail"
	theSecond = "The mail to compare with"
)

// mail waits until a script says in the mail of a frame what is wanted.
func (b *tab) mail(title, script, wanted string) {
	b.t.Helper()
	var last string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(interval) {
		if text, ok := b.look(title, script); ok {
			if last = text; strings.Contains(text, wanted) {
				return
			}
		}
	}
	require.Fail(b.t, "the mail never had: "+wanted, "%s: %s", script, last)
}

// mailShows waits for words in the mail.
func (b *tab) mailShows(words ...string) {
	b.t.Helper()
	for _, each := range words {
		b.mail(theMail, "document.body.innerText", each)
	}
}
