package diag

// Codes of the Markdown in templates.
const (
	MarkdownTooLarge        Code = "markdown-too-large"
	MarkdownUnreadable      Code = "markdown-unreadable"
	MarkdownRawHTML         Code = "markdown-raw-html"
	MarkdownAngleTag        Code = "markdown-angle-tag"
	MarkdownTagCrossing     Code = "markdown-tag-crossing"
	MarkdownTagBesideBlock  Code = "markdown-tag-beside-block"
	MarkdownTwoTags         Code = "markdown-two-tags"
	MarkdownTagLost         Code = "markdown-tag-lost"
	MarkdownTagIndented     Code = "markdown-tag-indented"
	MarkdownAlignmentTag    Code = "markdown-alignment-tag"
	MarkdownReferenceTag    Code = "markdown-reference-tag"
	MarkdownFenceTag        Code = "markdown-fence-tag"
	MarkdownInsertPlace     Code = "markdown-insert-place"
	MarkdownLiteralEmphasis Code = "markdown-literal-emphasis"
	MarkdownLiteralMarks    Code = "markdown-literal-marks"
	MarkdownTableCells      Code = "markdown-table-cells"
	MarkdownTableRow        Code = "markdown-table-row"
	MarkdownAttributeTag    Code = "markdown-attribute-tag"
	MarkdownAttributeName   Code = "markdown-attribute-name"
	MarkdownAttributeValue  Code = "markdown-attribute-value"
	MarkdownAttributePlace  Code = "markdown-attribute-place"
	MarkdownImageAlt        Code = "markdown-image-alt"
	MarkdownEmptyLink       Code = "markdown-empty-link"
	MarkdownEmptyArm        Code = "markdown-empty-arm"
	MarkdownUnsafeLink      Code = "markdown-unsafe-link"
	MarkdownBrokenLink      Code = "markdown-broken-link"
	MarkdownFact            Code = "markdown-fact"
	MarkdownHeadingJump     Code = "markdown-heading-jump"
)

func markdownDocs() []entry {
	return []entry{
		{MarkdownTooLarge, "the text is too large or nested too deep to read in reasonable time",
			"a table with 60 columns",
			"Split the text, or the table, into smaller parts. The limits: 256 KB of text, 100 list or quote markers on a line, 500 open brackets in a block, 50 columns and 5,000 cells in a table."},
		{MarkdownUnreadable, "the text cannot be read as Markdown",
			"(no text is known)",
			"This is a fault of Billet. Make the text simpler where it is unusual, and report it."},
		{MarkdownRawHTML, "HTML in the words of a mail",
			"Pay <b>now</b>",
			"Use Markdown (**now**). Where HTML is needed, put it into partials/name.html with its text in partials/name.txt and include it. For a comment write {# … #}."},
		{MarkdownAngleTag, "a tag in angle brackets",
			"<{{ invoice.pay_url }}>",
			"Write [words]({{ invoice.pay_url }})."},
		{MarkdownTagCrossing, "a statement opens in one place and closes in another",
			"**Hello {% if vip %}dear** friend{% endif %}",
			"Close the statement in the paragraph, cell, item, emphasis or link in which it opens, or put its tags on lines of their own around whole blocks."},
		{MarkdownTagBesideBlock, "a statement beside a row, item or heading that it should enclose",
			"{% if vip %}- item{% endif %}",
			"Put every tag on a line of its own, above and below the row, item or heading."},
		{MarkdownTwoTags, "two statements on one line",
			"{% endif %}{% if vip %}",
			"Put each tag on a line of its own."},
		{MarkdownTagLost, "a tag at a place where Markdown drops it",
			"(no text is known)",
			"Move the tag out of the Markdown around it."},
		{MarkdownTagIndented, "words below a tag are indented so deep that they are code",
			"{% if vip %}\n    Welcome\n{% endif %}",
			"Indent the words by less than four blanks. For code use a fence of three backticks."},
		{MarkdownAlignmentTag, "a tag in the line that aligns a table's columns",
			"| Item | Amount |\n|------|{{ x }}|",
			"Write the alignment line with hyphens and colons only."},
		{MarkdownReferenceTag, "a tag in the definition of a reference link",
			"[pay]: {{ invoice.pay_url }}",
			"Write the address where it is used: [words]({{ invoice.pay_url }})."},
		{MarkdownFenceTag, "a tag in the first line of a code fence",
			"```{{ x }}",
			"Leave the tag out: nothing in a mail shows a code block's language."},
		{MarkdownInsertPlace, "a partial in a place that takes words only",
			"# Hello {% include \"logo.html\" %}",
			"Put the include on a line of its own."},
		{MarkdownLiteralEmphasis, "marks of emphasis that stay in the mail as they are, because of a tag beside them",
			"**Total:**{{ invoice.total }}",
			"Put a blank beside the marks, or move the punctuation out of the emphasis. For the character itself write \\*."},
		{MarkdownLiteralMarks, "marks of emphasis that stay in the mail as they are",
			"**合計：**円",
			"Put a blank beside the marks, or move the punctuation out of the emphasis. For the character itself write \\*."},
		{MarkdownTableCells, "a table row with more cells than the table has columns",
			"| Item |\n|------|\n| a | b |",
			"Add a column to the table's first two lines, or take the cell away. For the character itself write \\|."},
		{MarkdownTableRow, "a table row without a table",
			"| Item |\n|------|\n\n{% for line in lines %}\n| {{ line.name }} |\n{% endfor %}",
			"Remove the blank line between the table and the tag."},
		{MarkdownAttributeTag, "a tag in attribute braces",
			"[Pay](https://example.com){.{{ style }}}",
			"Write the attribute out, or put an {% if %} around the whole block."},
		{MarkdownAttributeName, "an attribute that is not allowed here",
			"[Pay](https://example.com){onclick=x}",
			"Use class, id, dir, lang or title; on tables also width and align, on images also width, height and align."},
		{MarkdownAttributeValue, "an attribute with a value that it cannot have",
			"![Logo](cid:logo){width=wide}",
			"Write a value that the attribute can have, such as width=120."},
		{MarkdownAttributePlace, "attributes that belong to nothing",
			"{.panel}\n\n> Quote",
			"Put the braces on the line directly below a paragraph, heading, list, table or quote, or directly behind a link or image."},
		{MarkdownImageAlt, "an image without words",
			"![](cid:logo)",
			"Say in the square brackets what the image shows: ![Our logo](cid:logo). The text part and readers without images get these words."},
		{MarkdownEmptyArm, "words for an empty list inside the loop that makes the list",
			"{% for line in invoice.lines %}\n- {{ line.amount }}\n{% empty %}\nNothing.\n{% endfor %}",
			"Put {% if invoice.lines %} … {% else %} … {% endif %} around the loop."},
		{MarkdownEmptyLink, "a link without words or without an address",
			"[]({{ invoice.pay_url }})",
			"Write both: [words](address)."},
		{MarkdownUnsafeLink, "a link that runs code or opens a file",
			"[Pay](javascript:pay())",
			"Use an address that begins with https:, http:, mailto: or tel:."},
		{MarkdownBrokenLink, "brackets that look like a link but are words",
			"[Our terms](https://example.com/our terms)",
			"Write [words](address) on one line. An address with blanks stands in angle brackets: [words](<address>). For the characters themselves write \\]( ."},
		{MarkdownHeadingJump, "a heading more than one level below the one before",
			"# Your invoice\n\n### Details",
			"Use the next level. Who listens to a mail moves through it by headings; how large one is printed is up to the styles."},
		{MarkdownFact, "an item of a facts list that is not a key and a value",
			"- Number 17\n{.facts}",
			"Write every item as Key: value, in one paragraph."},
	}
}
