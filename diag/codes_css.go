package diag

// Codes of faults in stylesheets (styles/inline.css and styles/head.css) and
// in style attributes.
const (
	CSSAtRule            Code = "css-at-rule"
	CSSAttributeOperator Code = "css-attribute-operator"
	CSSBrace             Code = "css-brace"
	CSSConstant          Code = "css-constant"
	CSSConstantValue     Code = "css-constant-value"
	CSSCost              Code = "css-cost"
	CSSCustomProperty    Code = "css-custom-property"
	CSSDuplicateProperty Code = "css-duplicate-property"
	CSSDynamicAttribute  Code = "css-dynamic-attribute"
	CSSHeadSize          Code = "css-head-size"
	CSSImport            Code = "css-import"
	CSSImportant         Code = "css-important"
	CSSPseudoClass       Code = "css-pseudo-class"
	CSSPseudoElement     Code = "css-pseudo-element"
	CSSReserved          Code = "css-reserved"
	CSSSelector          Code = "css-selector"
	CSSSelectorDepth     Code = "css-selector-depth"
	CSSSelectorFunction  Code = "css-selector-function"
	CSSStructure         Code = "css-structure"
	CSSStyleAttribute    Code = "css-style-attribute"
	CSSStyleEnd          Code = "css-style-end"
	CSSSyntax            Code = "css-syntax"
	CSSTag               Code = "css-tag"
	CSSUnclosed          Code = "css-unclosed"
	CSSUniversal         Code = "css-universal"
)

func cssDocs() []entry {
	return []entry{
		{CSSAtRule, "an at-rule in inline.css", "@media print { p { color: black } }",
			"Move the at-rule to styles/head.css, which stays as it is in the head of the mail: a style attribute cannot hold one."},
		{CSSAttributeOperator, "an attribute selector that cannot be inlined", `a[href*="shop"] { color: red }`,
			"Use =, ~=, |=, ^= or $=, or give the element a class."},
		{CSSBrace, "a stray or missing curly bracket", "p { color: red",
			"Give every { its } and keep rules out of other rules."},
		{CSSConstant, "an unknown constant", "a { color: {{ brand.colors.acent }} }",
			"Use a name that the brand section of billet.yaml defines."},
		{CSSConstantValue, "a constant that is not a CSS value", "a { color: {{ brand.slogan }} }",
			"Let the constant hold a colour, a length, a number or a list of fonts, without ; { } < > \\ @ ! and url()."},
		{CSSCost, "too many rules for a page of this size", "(more than 1,000,000 selectors × elements)",
			"Use fewer rules or a smaller page, and fewer blanks (descendant steps) in selectors."},
		{CSSCustomProperty, "a custom property", "a { color: var(--accent) }",
			"Mail clients know no custom properties: write {{ brand.colors.accent }} or the value itself."},
		{CSSDuplicateProperty, "a property twice in one rule", "p { color: red; color: rgba(255, 0, 0, .9) }",
			"Keep one of them here; the other, as a fallback or an enhancement, can go to styles/head.css with !important."},
		{CSSDynamicAttribute, "a selector that depends on a value known only at sending", `a[href^="mailto:"] with href="{{ link }}"`,
			"Give the element a class and select that."},
		{CSSHeadSize, "head.css is larger than Gmail accepts", "(a head.css of more than 16 KB)",
			"Shorten styles/head.css to 16 KB: Gmail ignores a larger style block as a whole."},
		{CSSImport, "an @import", `@import "https://example.com/mail.css";`,
			"Copy the rules into styles/head.css: mail clients load no stylesheets."},
		{CSSImportant, "!important in inline.css", "p { color: red !important }",
			"Drop !important and let the order or a more specific selector decide; rules that must win over the inlined ones belong in styles/head.css."},
		{CSSPseudoClass, "a pseudo-class that cannot be inlined", "a:hover { color: red }",
			"Move the rule to styles/head.css: a style attribute knows no states."},
		{CSSPseudoElement, "a pseudo-element", `p::before { content: "•" }`,
			"Move the rule to styles/head.css: a style attribute styles the element itself only."},
		{CSSReserved, "a name that the inliner uses itself", "[pr-el-id] { color: red }",
			"Choose another attribute name."},
		{CSSSelector, "a selector that is not understood", "p..note { color: red }",
			"Correct the selector."},
		{CSSSelectorDepth, "a selector with more than four steps", "table tr td p a { color: red }",
			"Give the element a class and select that."},
		{CSSSelectorFunction, "a selector function that mail clients and the inliner do not know", ":is(h1, h2) { color: red }",
			"Write one selector for each alternative: h1, h2 { … }."},
		{CSSStructure, "a selector that counts elements which come and go with the data", "tr:first-child { … } with {% for … %} among the rows",
			"Give the element a class and select that."},
		{CSSStyleAttribute, "a style attribute that the inliner would damage", `<p style="color: red !important">`,
			"Write plain declarations, each property once, and rules with !important in styles/head.css."},
		{CSSStyleEnd, "HTML in a stylesheet", "</style>",
			"Remove it: a stylesheet holds CSS only."},
		{CSSSyntax, "CSS that is not understood", "p { color red }",
			"Correct the line: a declaration is “property: value;”."},
		{CSSTag, "a template tag in a stylesheet that is not a constant", "{% if dark %} p { color: white } {% endif %}",
			"Stylesheets may only use constants, {{ brand.colors.accent }}, without filters; put conditions into the template and classes on the elements."},
		{CSSUnclosed, "a comment, string or bracket that is not closed", `p { font-family: "Arial }`,
			"Add the missing */, quote or bracket."},
		{CSSUniversal, "the universal selector", "* { margin: 0 }",
			"Name the elements, or move the rule to styles/head.css: inlined, it would be written into every element."},
	}
}
