package diag

// Codes of layouts and finished pages.
const (
	PageContent    Code = "page-content"
	PageStructure  Code = "page-structure"
	PageContext    Code = "page-context"
	PageStatement  Code = "page-statement"
	PageLink       Code = "page-link"
	PageScope      Code = "page-scope"
	PageHead       Code = "page-head"
	PageInliner    Code = "page-inliner"
	PageMarkdown   Code = "page-markdown"
	PageSubject    Code = "page-subject"
	PageStyleBlock Code = "page-style"
	PageHTTP       Code = "page-http"
	PageUnescaped  Code = "page-unescaped"
	PageEmptyLink  Code = "page-empty-link"
	PageImageAlt   Code = "page-image-alt"
	PageRepeatedID Code = "page-repeated-id"
)

func pageDocs() []entry {
	return []entry{
		{PageContent, "a layout without exactly one place for the words", "a layout without {{ content }}", "Write {{ content }} once, in the text of the page, outside of every statement."},
		{PageStructure, "HTML that is not well formed", "<td><p>Hello</td>", "Close every element in the order in which they were opened."},
		{PageContext, "a tag in a place of HTML where it could become markup", "<a class=\"{{ customer.name }}\">", "Put tags into text, or into quoted values of attributes such as href, alt and title."},
		{PageStatement, "a statement that opens in one element and closes in another", "<td>{% if a %}</td>{% endif %}", "Open and close the statement in the same element."},
		{PageLink, "a link of which a value could change the meaning", "<a href=\"https://{{ host }}/\">", "Use a placeholder of the type url for the whole link, or a value in the path or the query of a literal one."},
		{PageScope, "a tag that is used outside of the statement around it", "a link reference that is defined in a loop", "Write the link where it is used: [words]({{ url }})."},
		{PageHead, "a layout without a head", "<html><body>", "Add <head></head>: the styles go there."},
		{PageInliner, "a page that the inliner cannot take", "", "Remove what the message names."},
		{PageMarkdown, "a Markdown value beside other words", "Note: {{ message }}", "Give a Markdown value a paragraph of its own."},
		{PageSubject, "a template without a subject", "front matter without subject", "Add subject: \"…\" to the front matter."},
		{PageHTTP, "an address that is not encrypted", "[Help](http://www.example.com/help)", "Write https://. Readers are warned of pages without it, and others on the way can change them."},
		{PageUnescaped, "an address in HTML with characters that are not escaped", "<a href=\"https://www.example.com/a b\">", "Escape what an address cannot hold: a blank is %20, a percent sign %25; & is &amp; in HTML."},
		{PageEmptyLink, "a link in HTML without words", "<a href=\"https://www.example.com\"></a>", "Put words into the link, or an image with words in alt."},
		{PageImageAlt, "an image in HTML without words", "<img src=\"https://www.example.com/logo.png\">", "Say in alt what the image shows. Of an image that only decorates write alt=\"\"."},
		{PageRepeatedID, "an id that a page has more than once", "# Total {id=total}\n\n## Total {id=total}", "Give each element an id of its own, and none to what stands in a loop."},
		{PageStyleBlock, "a style element in a layout", "<style>p { … }</style>", "Move the rules to styles/inline.css or styles/head.css."},
	}
}
