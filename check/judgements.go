package check

// A client that does not support what a mail uses is no fault by itself: mails
// are written so that each client makes the best of them. The rules are:
//
//   - A feature that a client does not support is a warning, unless it is listed
//     in graceful: then the mail only looks plainer there.
//   - One that a client supports in part counts as supported, unless conditions
//     has a row for what the tests noted.
//   - A row in conditions that is about the use at hand decides before the two
//     rules above.
//   - What stands in head.css lies on top of the inlined page, which is what
//     clients without it show. It is silent, but for rows that say head: there
//     the sheet would do damage.

// grace is why some features may be missing without harm.
type grace struct{ slugs, reason string }

// graceful lists what a mail may use although clients do not support it: no
// words, links or images are lost, and the layout holds.
func graceful() []grace {
	return []grace{
		{"css-accent-color css-border-radius css-border-radius-logical css-box-shadow css-text-shadow css-filter css-backdrop-filter css-opacity css-mix-blend-mode css-background-blend-mode css-mask-image css-clip-path css-border-image css-outline css-outline-offset css-cursor css-empty-cells",
			"decoration: corners are square, shadows and effects are missing"},
		{"css-animation css-at-keyframes css-transition css-scroll-snap css-resize css-user-select",
			"movement and handling: the page stands still in its final form"},
		{"css-background-image css-background-clip css-background-origin css-background-position css-background-repeat css-background-size css-background css-conic-gradient css-linear-gradient css-radial-gradient html-background",
			"a background picture is missing; it is a warning if there is no colour in its place"},
		{"css-letter-spacing css-word-spacing css-line-height css-font-kerning css-font-size-adjust css-font-stretch css-font css-text-indent css-text-justify css-text-align-last css-hyphens css-hyphenate-character css-hyphenate-limit-chars css-tab-size css-orphans css-widows css-text-wrap css-text-emphasis css-text-emphasis-position css-text-transform",
			"fine points of type: words are set with the client's own spacing"},
		{"css-text-decoration css-text-decoration-color css-text-decoration-line css-text-decoration-skip-ink css-text-decoration-style css-text-decoration-thickness css-text-underline-offset css-text-underline-position",
			"the form of an underline: a plain one, or none, takes its place"},
		{"css-at-font-face css-sytem-ui", "fonts: the next one of the list is taken"},
		{"css-font-weight", "weights: the nearest of normal and bold is taken"},
		{"css-word-break css-overflow-wrap css-word-wrap css-white-space css-white-space-collapse css-text-overflow",
			"where lines break: they break at blanks"},
		{"css-overflow css-max-height css-min-height css-min-width css-box-sizing css-aspect-ratio css-object-fit css-object-position css-border-collapse css-border-spacing css-caption-side css-table-layout",
			"bounds: boxes take the size of what they hold"},
		{"css-height", "Yahoo! Mail takes height as min-height; an empty box is a warning for Outlook"},
		{"css-list-style css-list-style-image css-list-style-position css-list-style-type", "bullets: the client's own take their place"},
		{"css-color-scheme css-function-light-dark html-meta-color-scheme", "dark mode: the client turns colours round by itself, or not at all"},
		{"css-display", "its values have features of their own: flex, grid, none; the others fall back to what the element is"},
		{"css-left-right-top-bottom css-inset css-z-index", "they mean nothing without position, which is reported"},
		{"css-flex-direction css-flex-wrap css-align-items css-justify-content css-gap", "they mean nothing without flex or grid, which are reported"},
		{"css-grid-template", "it means nothing without grid, which is reported"},
		{"css-important", "in a style attribute nothing competes with the declaration"},
		{"css-direction", "Gmail on the mobile web turns the direction round by itself"},
		{"css-comments html-comments", "nobody reads them in a mail"},
		{"html-abbr html-acronym html-address html-bdi html-code html-del html-dfn html-small html-strike html-ruby html-rt html-rp html-wbr html-semantics",
			"the tags are dropped and the words stay"},
		{"html-aria-describedby html-aria-hidden html-aria-label html-aria-labelledby html-aria-live html-role html-lang",
			"hints for screen readers: without them the page is read as it is"},
		{"html-dir", "the client's own direction; it is a warning where words run from right to left and the property is missing"},
		{"html-body html-doctype html-style html-target html-loading-attribute html-required html-popover",
			"the client has a page, styles and windows of its own"},
		{"html-lists", "lists are known; only reversed and value on items are not"},
		{"html-srcset html-picture", "the image in src is shown"},
		{"html-mailto-links", "the app of Orange for iOS opens the address as a contact"},
		{"html-height html-width html-align html-valign", "sizes and places by attribute are the fallback themselves"},
		{"image-gif image-apng", "the first picture of an animation is shown"},
	}
}

// condition makes a use of a feature a warning that is none by itself, or the
// other way round.
type condition struct {
	slug  string
	note  string // part of a note of the data: the row is about clients that it is about; empty: clients without any support
	head  bool   // also for uses in head.css
	harms func(u use) bool
	help  string
}
