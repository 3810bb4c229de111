package diag

// Codes of warnings about finished mails: whether clients support what they use
// (client-…), their size (size-…), whether everybody can read them (access-…),
// their text part (text-…) and how they look in the inbox (inbox-…).
const (
	ClientSupport Code = "client-support"

	SizeClipped Code = "size-clipped"
	SizeList    Code = "size-list"

	AccessContrast     Code = "access-contrast"
	AccessContrastDark Code = "access-contrast-dark"
	AccessHeadings     Code = "access-headings"
	AccessLanguage     Code = "access-language"
	AccessLinkText     Code = "access-link-text"
	AccessTableRole    Code = "access-table-role"
	AccessTextSize     Code = "access-text-size"
	AccessTitle        Code = "access-title"

	TextAmount Code = "text-amount"
	TextLink   Code = "text-link"

	InboxAmount    Code = "inbox-amount"
	InboxPreheader Code = "inbox-preheader"
	InboxSubject   Code = "inbox-subject"
)

func checkDocs() []entry {
	return []entry{
		{ClientSupport, "a mail client does not support what the mail uses, and the mail suffers",
			"td { position: absolute }", "Use what the message advises, or name other clients under check: clients in billet.yaml."},
		{SizeClipped, "Gmail clips the mail",
			"(a mail of more than 102 KB)", "Use fewer elements and shorter styles, or show a part and link to the rest."},
		{SizeList, "Gmail clips the mail when a list is long",
			"(a mail that has 102 KB with 40 lines of an invoice)", "Give the cells of the list fewer and shorter styles, or show a part and link to the rest."},
		{AccessContrast, "words that hardly differ from what is behind them",
			"p { color: #aaaaaa }", "Choose colours with a contrast of 4.5 to 1, or 3 to 1 for words of 24px and bold ones of 19px (WCAG 2.2 AA)."},
		{AccessContrastDark, "words that hardly differ from what is behind them in dark mode",
			"@media (prefers-color-scheme: dark) { .card { background-color: black !important } }", "Give the words a colour of their own for dark mode in styles/head.css, with !important."},
		{AccessHeadings, "headings that leave a level out",
			"## Hello, and nothing of the first level before", "Begin with # and go down one level at a time."},
		{AccessLanguage, "words without their language or direction",
			"<html>", `Write lang="{{ locale.tag }}" dir="{{ locale.dir }}" on html and on an element inside the body.`},
		{AccessLinkText, "a link whose words do not say where it leads",
			"[here]({{ invoice.pay_url }})", "Say where it leads: [Pay the invoice]({{ invoice.pay_url }})."},
		{AccessTableRole, "a table for the layout that is read out as data",
			"<table><tr><td>{{ content }}</td></tr></table>", `Add role="presentation" to a table for the layout, or <th> to one with data.`},
		{AccessTextSize, "text that is too small",
			"p { font-size: 11px }", "Use at least 14px for the words of a mail and 12px for small print."},
		{AccessTitle, "a page without a title",
			"<head></head>", "Write <title>{{ subject }}</title> into the head of the layout."},
		{TextAmount, "an amount that only the HTML shows",
			"a partial with an amount, whose .txt twin has none", "Write the amount into the text twin too."},
		{TextLink, "a link that only the HTML has",
			"a link in layouts/default.html that layouts/default.txt lacks", "Write the link into the text twin too."},
		{InboxAmount, "an amount in the subject that the mail does not name",
			`subject: "{{ invoice.total }} is due", and {{ invoice.amount_due }} in the mail`, "Name the same amount in the subject and in the mail."},
		{InboxPreheader, "a preheader that is missing, or longer than a phone shows",
			"front matter without preheader", "Write a preheader of at most 90 columns, and what matters first."},
		{InboxSubject, "a subject that is longer than a phone shows",
			`subject: "We would like to tell you that your invoice is ready"`, "Write at most 40 columns, and what matters first."},
	}
}
