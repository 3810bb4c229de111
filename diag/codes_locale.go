package diag

// Codes of the files of shared strings, locales/<locale>.yaml.
const (
	LocaleSyntax         Code = "locale-syntax"
	LocaleKey            Code = "locale-key"
	LocaleDuplicateKey   Code = "locale-duplicate-key"
	LocaleStringType     Code = "locale-string-type"
	LocaleNested         Code = "locale-nested"
	LocaleBraces         Code = "locale-braces"
	LocalePlaceholder    Code = "locale-placeholder"
	LocalePluralCategory Code = "locale-plural-category"
	LocalePluralOther    Code = "locale-plural-other"
	LocalePluralUnused   Code = "locale-plural-unused"
	LocalePluralMissing  Code = "locale-plural-missing"
	LocaleMissingKey     Code = "locale-missing-key"
	LocaleStringKind     Code = "locale-string-kind"
	LocalePlaceholders   Code = "locale-placeholders"
)

func localeDocs() []entry {
	return []entry{
		{LocaleSyntax, "a file of strings is not valid YAML",
			"help: Questions: reply", "Put quotation marks around texts, and indent with blanks."},
		{LocaleKey, "a key has characters that keys may not have",
			"\"pay now\": Pay", "Begin with a letter and use letters, digits, _, - and . only."},
		{LocaleDuplicateKey, "a key is in a file twice",
			"help: \"Reply\"\nhelp: \"Call us\"", "Remove one of the two."},
		{LocaleStringType, "a value is a number, a date, a list or nothing where text is needed",
			"year: 2026", "Put quotation marks around the value."},
		{LocaleNested, "keys stand below a key",
			"invoice:\n  paid: \"Paid\"", "Write invoice.paid on a line of its own. Only plural categories, or markdown alone, stand below a key."},
		{LocaleBraces, "a brace has no partner",
			"greeting: \"Hello {name\"", "Close the brace. A brace that is meant as text is doubled: {{ or }}."},
		{LocalePlaceholder, "the text between braces is not a name",
			"greeting: \"Hello {first name}\"", "Use letters, digits, _ and . only: {first_name}. A brace that is meant as text is doubled: {{ or }}."},
		{LocalePluralCategory, "a plural category does not exist",
			"days:\n  on: \"{count} day\"\n  other: \"{count} days\"", "Use zero, one, two, few, many or other."},
		{LocalePluralOther, "a plural string lacks the form other",
			"days:\n  one: \"{count} day\"", "Add other, the form for all numbers without a form of their own."},
		{LocalePluralUnused, "a language never uses a plural category",
			"# locales/en.yaml\ndays:\n  few: \"{count} days\"\n  other: \"{count} days\"", "Remove the form."},
		{LocalePluralMissing, "a plural string lacks a form that its language needs",
			"# locales/en.yaml\ndays:\n  other: \"{count} days\"", "Add the form. Without it, other is used, which is wrong for these numbers."},
		{LocaleMissingKey, "a key is missing in a language",
			"# locales/en.yaml\nhelp: \"Reply\"\n# locales/fr.yaml\n# (no help)", "Add the key to the file of the language, or to that of the language without its region."},
		{LocaleStringKind, "a string is plain in one language, and plural or Markdown in another",
			"# locales/en.yaml\ndays: \"days\"\n# locales/fr.yaml\ndays:\n  one: \"jour\"\n  other: \"jours\"", "Make it the same in all languages. A language without plurals has the form other alone."},
		{LocalePlaceholders, "a string has other placeholders in one language than in most",
			"# locales/en.yaml\ngreeting: \"Hello {name}\"\n# locales/fr.yaml\ngreeting: \"Bonjour {nom}\"", "Use the same names in all languages."},
	}
}
