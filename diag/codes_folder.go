package diag

// Codes of billet.yaml (config-…), and of the files and names of a mail folder
// as a whole (folder-…).
const (
	ConfigSyntax       Code = "config-syntax"
	ConfigFormat       Code = "config-format"
	ConfigUnknownKey   Code = "config-unknown-key"
	ConfigEvent        Code = "config-event"
	ConfigDuplicateKey Code = "config-duplicate-key"
	ConfigMissingKey   Code = "config-missing-key"
	ConfigType         Code = "config-type"
	ConfigText         Code = "config-text"
	ConfigNumber       Code = "config-number"
	ConfigName         Code = "config-name"
	ConfigColor        Code = "config-color"
	ConfigURL          Code = "config-url"
	ConfigEmail        Code = "config-email"
	ConfigLanguage     Code = "config-language"
	ConfigFallback     Code = "config-fallback"
	ConfigSender       Code = "config-sender"
	ConfigAttachment   Code = "config-attachment"
	ConfigFilename     Code = "config-filename"
	ConfigMediaType    Code = "config-media-type"
	ConfigSize         Code = "config-size"
	ConfigOversize     Code = "config-oversize"
	ConfigClient       Code = "config-client"
	ConfigSeverity     Code = "config-severity"

	FolderMissing    Code = "folder-missing"
	FolderTemplate   Code = "folder-template"
	FolderLocale     Code = "folder-locale"
	FolderEvent      Code = "folder-event"
	FolderEncoding   Code = "folder-encoding"
	FolderImage      Code = "folder-image"
	FolderAttachment Code = "folder-attachment"
	FolderSample     Code = "folder-sample"
	FolderUnused     Code = "folder-unused"

	FolderUnusedString Code = "folder-unused-string"
)

func folderDocs() []entry {
	return []entry{
		{ConfigSyntax, "billet.yaml is not valid YAML",
			"brand:\n  name: Harbour: Cloud", "Put quotation marks around values with a colon, and indent with blanks."},
		{ConfigFormat, "billet.yaml has a format that this version does not know",
			"format: 2", "Write format: 1, or use a version of Billet that knows the format."},
		{ConfigEvent, "a declared event that cannot be one",
			"events:\n  signup:\n    title: Signed up", "Give the event a name of its own."},
		{ConfigUnknownKey, "a key of billet.yaml does not exist",
			"brand:\n  nmae: Harbour Cloud", "Correct the key, or remove it. Keys that the author may choose are those below colors, links, fallbacks, senders and attachments."},
		{ConfigDuplicateKey, "a key is in a section of billet.yaml twice",
			"brand:\n  name: Harbour Cloud\n  name: Harbour", "Remove one of the two."},
		{ConfigMissingKey, "a key that billet.yaml needs is missing",
			"brand:\n  name: Harbour Cloud", "Add the key. The file needs format, brand with name and support_email, and languages with default; a logo needs src and alt, a sender name and email, an attachment a file."},
		{ConfigType, "a value of billet.yaml is of the wrong kind or missing",
			"brand:\n  name: 1984", "Put quotation marks around texts that look like numbers, dates or comments, and write lists as [en, fr]."},
		{ConfigText, "a text of billet.yaml is empty, too long, or has a tag, a line break or a control character",
			"brand:\n  name: \"{{ name }}\"", "Write the words themselves, on one line."},
		{ConfigNumber, "a number of billet.yaml is too small or too large",
			"brand:\n  logo:\n    width: 0", "Write the size in pixels, from 1 to 2000."},
		{ConfigName, "a colour, a link, a sender or an attachment has a name that cannot be used",
			"brand:\n  colors:\n    dark-accent: \"#aab6ff\"", "Begin with a letter and use a–z, 0–9 and _ only: dark_accent."},
		{ConfigColor, "a value is not a colour",
			"brand:\n  colors:\n    accent: \"#3447d\"", "Write \"#3447d1\" (three, six or eight digits, in quotation marks), rgb(52, 71, 209), hsl(233, 63%, 51%), or a name of CSS 2.1 such as navy."},
		{ConfigURL, "a value is not an address on the web",
			"brand:\n  url: www.example.com", "Write the whole address, with https:// or http://. Links may also begin with mailto: or tel:."},
		{ConfigEmail, "a value is not an e-mail address",
			"brand:\n  support_email: Support <support@example.com>", "Write one address like support@example.com, without a name."},
		{ConfigLanguage, "a language is unknown, not in its usual form, there twice, or not available",
			"languages:\n  default: fr_ca", "Write a language and, if need be, a region, like fr or fr-CA; list the default language among the available ones."},
		{ConfigFallback, "a fallback is not an available language",
			"languages:\n  default: en\n  fallbacks:\n    ca: [es]", "Name languages that stand in available."},
		{ConfigSender, "the default sender is none of the senders",
			"senders:\n  billing:\n    name: Harbour Cloud\n    email: billing@example.com\ndefault_sender: biling", "Name one of the senders, or remove the line: the first sender is the default."},
		{ConfigAttachment, "an attachment has no file that it could be, or one outside of the folder attachments",
			"attachments:\n  terms:\n    file: ../terms.pdf", "Put the file into attachments/ and write its name: one as file, or one for each language as files, the default language among them."},
		{ConfigFilename, "the name that readers see of an attachment does not fit its file",
			"attachments:\n  terms:\n    file: terms.pdf\n    filename: Terms and conditions", "End the name like the file: Terms and conditions.pdf. Leave out what file names cannot have."},
		{ConfigMediaType, "a media type is none, or not that of the file",
			"attachments:\n  terms:\n    file: terms.pdf\n    media_type: pdf", "Write it like application/pdf, or remove the line: it follows from the file."},
		{ConfigSize, "a value is not a size, or one that no mail can have",
			"limits:\n  total_size: ten", "Write it like 500 KB or 10 MB."},
		{ConfigOversize, "what to do with files that are too large for a mail is neither error nor link",
			"limits:\n  oversize: drop", "Write error, or link to give the file's url instead of the file."},
		{ConfigClient, "a mail client is unknown, or there twice",
			"check:\n  clients: [outlok-windows]", "Name a client, such as gmail for all of Gmail, or a client and a platform, such as gmail-ios."},
		{ConfigSeverity, "a severity that a code cannot have",
			"check:\n  severity:\n    template-optional: off", "Name the code of a warning, with error or off. Errors cannot be lowered."},
		{FolderMissing, "a file that the mail folder needs is missing",
			"(a folder without billet.yaml)", "Add the file; billet init adds what is missing."},
		{FolderTemplate, "the folder or a file of a template is misnamed or empty",
			"templates/payment_overdue.md", "Give each template a folder of its own with one file per language: templates/payment_overdue/en.md."},
		{FolderLocale, "a template is written in a language that is not configured",
			"templates/signup/de.md with available: [en, fr]", "Add the language to available in billet.yaml, or remove the file."},
		{FolderEncoding, "a file is not UTF-8",
			"a template saved as Latin-1", "Save the file as UTF-8."},
		{FolderImage, "an inline image is missing, or of a kind that mail clients do not show",
			"![Logo](cid:logo.svg)", "Put a PNG, JPEG or GIF into assets/ and write its name behind cid:."},
		{FolderAttachment, "the file of an attachment is missing, empty, too large, or not what its name says",
			"attachments:\n  terms:\n    file: terms.pdf, where attachments/terms.pdf holds HTML", "Put the right file into attachments/."},
		{FolderSample, "an event without a sample, so that nobody can look at its mails",
			"(an event that a Go program defines without samples, with a template)", "Add samples/EVENT/plain.json with data as the application sends it."},
		{FolderUnused, "a file that nothing uses",
			"partials/old-footer.md that no template includes", "Use the file, or remove it."},
		{FolderUnusedString, "a shared string that nothing prints",
			"# locales/en.yaml\nold_footer: \"See you\"", "Print it by t(\"…\"), or remove it from all languages."},
		{FolderEvent, "a template or a folder of samples names an event that does not exist",
			"events: [payment_overdu]", "Correct the name; billet events lists all events."},
	}
}
