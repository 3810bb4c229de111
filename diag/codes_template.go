package diag

// Codes of tags, expressions and composition.
const (
	TemplateSyntax         Code = "template-syntax"
	TemplateUnclosed       Code = "template-unclosed"
	TemplateUnopened       Code = "template-unopened"
	TemplateUnknownTag     Code = "template-unknown-tag"
	TemplateUnbalanced     Code = "template-unbalanced"
	TemplateUnknownName    Code = "template-unknown-name"
	TemplateOptional       Code = "template-optional"
	TemplateType           Code = "template-type"
	TemplateCurrency       Code = "template-currency"
	TemplateEnum           Code = "template-enum"
	TemplateLoop           Code = "template-loop"
	TemplatePrint          Code = "template-print"
	TemplateUnknownFilter  Code = "template-unknown-filter"
	TemplateFilterArgument Code = "template-filter-argument"
	TemplateString         Code = "template-string"
	TemplateInclude        Code = "template-include"
	TemplateExtends        Code = "template-extends"
	TemplateBlock          Code = "template-block"
	TemplateCycle          Code = "template-cycle"
	TemplateSize           Code = "template-size"
	TemplateFrontMatter    Code = "template-front-matter"
	TemplateRequired       Code = "template-required"
	TemplateAttachment     Code = "template-attachment"
	TemplateComposition    Code = "template-composition"
	TemplateConstant       Code = "template-constant"
	TemplateNever          Code = "template-never"
	TemplateUnusedName     Code = "template-unused-name"
)

func templateDocs() []entry {
	return []entry{
		{TemplateSyntax, "a tag that cannot be read", "{{ invoice. }}", "Write the tag as docs/expressions.md shows."},
		{TemplateUnclosed, "a tag without its end", "{{ invoice.total", "Close the tag: }}, %} or #}."},
		{TemplateUnopened, "an end of a tag without its beginning", "{ invoice.total }}", "Open the tag: {{ or {%. To show the characters themselves, write {% verbatim %}}}{% endverbatim %}."},
		{TemplateUnknownTag, "a tag that does not exist", "{% when paid %}", "Use if, for, with, include, extends, block, comment or verbatim."},
		{TemplateUnbalanced, "a statement that is opened or closed alone", "{% if a %} without {% endif %}", "Give every if, for, with and block its end, in the same file."},
		{TemplateUnknownName, "a placeholder that does not exist", "{{ invoice.totl }}", "Correct the name; billet events EVENT lists all placeholders of an event."},
		{TemplateOptional, "an optional value that is printed unguarded", "{{ customer.company }}", "Put it inside {% if customer.company %} … {% endif %} or give it a |default:\"…\"."},
		{TemplateType, "values of kinds that do not go together", "{% if invoice.total > \"9\" %}", "Compare and compute values of one kind."},
		{TemplateCurrency, "amounts that may be of two currencies", "{% if invoice.total > late_fee %}", "Use amounts of one object, or compare with 0."},
		{TemplateEnum, "an enum compared with a name that it cannot have", "{% if subscription.period == \"daily\" %}", "Use one of the enum's names."},
		{TemplateLoop, "a loop over what is no list, or too deep a loop", "{% for x in invoice %}", "Loop over a list."},
		{TemplatePrint, "a value without words of its own", "{{ invoice.lines }}", "Loop over a list, name a part of an object, choose words for a bool or an enum."},
		{TemplateUnknownFilter, "a filter that does not exist", "{{ customer.name|uper }}", "Use a filter of docs/expressions.md."},
		{TemplateFilterArgument, "a filter with a wrong argument", "{{ invoice.due_on|date:\"2006\" }}", "Give the argument that docs/expressions.md names."},
		{TemplateString, "a shared string that is missing or wrongly used", "{{ t(\"hepl\") }}", "Correct the key, or add the string to locales/*.yaml."},
		{TemplateInclude, "an include that cannot be carried out", "{% include \"buton.md\" %}", "Name a file of the folder partials, in quotes."},
		{TemplateExtends, "an extends that cannot be carried out", "text {% extends \"base.html\" %}", "Write it first in the file, once, and put all words into blocks."},
		{TemplateBlock, "a block that is doubled, unknown or misplaced", "{% block a %} twice", "Name each block once; override only blocks of the parent."},
		{TemplateCycle, "files that include or extend each other", "a.md includes b.md, b.md includes a.md", "Break the circle."},
		{TemplateSize, "a template that is too large or too deep", "a file over 256 KB", "Split it, or remove nested includes."},
		{TemplateFrontMatter, "a wrong front matter", "subjet: \"Hello\"", "Use the keys events, subject, preheader, layout and attachments."},
		{TemplateAttachment, "a template attaches a file that is not in the library, or more than a mail may have", "attachments: [trems]", "Name attachments of billet.yaml, each once, within limits:."},
		{TemplateRequired, "a placeholder that the event demands is not shown, or not whatever the data", "{% if late_fee %}{{ invoice.amount_due }}{% endif %} in an overdue notice, and nowhere else", "Print the placeholder outside of all statements, or in each of their branches. To ask for it in a condition is not to show it."},
		{TemplateConstant, "a condition that no data decides", "{% if 1 > 2 %}", "Remove the condition, or ask for a placeholder."},
		{TemplateNever, "a branch that no data takes", "{% if kind == \"refund\" %} … {% elif kind == \"refund\" %}", "Remove the branch, or correct its condition: what the conditions before and around it leave never fulfils it."},
		{TemplateUnusedName, "a name that nothing uses", "{% with total=invoice.total %} without {{ total }}", "Use the name, or remove it."},
		{TemplateComposition, "a fault of Billet while it put files together", "", "Report it with the template."},
	}
}
