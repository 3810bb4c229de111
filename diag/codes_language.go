package diag

// Codes of what the languages of a mail folder lack, or have that others have
// not.
const (
	LanguageMissing      Code = "language-missing"
	LanguagePartial      Code = "language-partial"
	LanguagePlaceholders Code = "language-placeholders"
	LanguageLinks        Code = "language-links"
	LanguageButtons      Code = "language-buttons"
	LanguageAttachments  Code = "language-attachments"
	LanguageAmounts      Code = "language-amounts"
)

func languageDocs() []entry {
	return []entry{
		{LanguageMissing, "a template that is not written in one of the configured languages",
			"templates/signup/en.md alone, with available: [en, fr]",
			"Write it, or name the language that may stand in below fallbacks in billet.yaml: fr: [en]. A language stands in for its regions by itself, fr for fr-CA."},
		{LanguagePartial, "an include that finds words in another language only",
			"{% include \"note.md\" %} in fr.md, with partials/note.en.md alone",
			"Add the partial in the language of the template, or name the language that may stand in below fallbacks in billet.yaml."},
		{LanguagePlaceholders, "a placeholder that one language of a template prints and another does not",
			"{{ late_fee }} in en.md, but not in fr.md", "Print it in both languages, or in none."},
		{LanguageLinks, "a link that one language of a template has and another has not",
			"[Help](https://www.example.com/help) in en.md, but not in fr.md", "Write it in both languages, or in none. For links to the web, only the host is compared."},
		{LanguageButtons, "a link that is a button in one language of a template only",
			"[Pay]({{ pay_url }}){.button} in en.md, [Payer]({{ pay_url }}) in fr.md", "Make it a button in both languages, or in none."},
		{LanguageAttachments, "a file that one language of a template attaches and another does not",
			"attachments: [terms] in en.md, but not in fr.md", "Attach it in both languages, or in none."},
		{LanguageAmounts, "an amount that one language of a template names and another does not",
			"a fee of €10 in en.md, 15 € in fr.md", "Name the same amount in both languages, or use a placeholder."},
	}
}
