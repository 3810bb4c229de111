package preview

import (
	"regexp"
	"strings"
)

// place is the mark of where the author wrote a block element.
var place = regexp.MustCompile(` data-billet-at="[^"]*:[0-9]+:[0-9]+"`)

// withoutPlaces takes out the marks of where the author wrote what.
func withoutPlaces(html string) string { return place.ReplaceAllString(html, "") }

// withPlaces prepares a page for telling where its blocks were written, and
// gives the styles for it. With "click", a block that is clicked or reached by
// the Tab key does; with "on", the one under the pointer too. Anything else
// takes the marks out.
//
// The page runs no script, so styles do it: a block that can have the focus
// shows its mark while it has it, or a link in it does.
func withPlaces(html, places string) (page, styles string) {
	if places != "click" && places != "on" {
		return withoutPlaces(html), ""
	}
	states := []string{":focus-within"}
	if places == "on" {
		states = append(states, ":hover")
	}
	var b strings.Builder
	b.WriteString("<style>html{scroll-padding-bottom:44px}\n") // so that what has the focus is not under the bar
	for _, state := range states {
		innermost := "[data-billet-at]" + state + ":not(:has([data-billet-at]" + state + "))"
		b.WriteString(innermost + "{outline:2px solid #d9480f!important;outline-offset:2px!important}\n")
		b.WriteString(innermost + "::after{content:attr(data-billet-at)!important;" + placeBar + "}\n")
	}
	b.WriteString("</style>")
	// Tab goes from block to block only where lines are looked for; else the
	// way to what is behind the mail would be long.
	tab := "-1"
	if places == "on" {
		tab = "0"
	}
	return place.ReplaceAllString(html, `$0 tabindex="`+tab+`"`), b.String()
}

// placeBar is the line at the bottom of the window. The styles of the mail must
// not reach it.
const placeBar = "display:block!important;position:fixed!important;left:0!important;right:0!important;bottom:0!important;" +
	"z-index:9!important;box-sizing:border-box!important;width:auto!important;height:auto!important;margin:0!important;padding:6px 10px!important;" +
	"font:13px/1.4 ui-monospace,monospace!important;letter-spacing:normal!important;text-align:left!important;text-transform:none!important;" +
	"direction:ltr!important;white-space:normal!important;overflow-wrap:anywhere!important;color:#fff!important;background:#212529!important"
