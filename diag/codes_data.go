package diag

// Codes of faults in an event's data: a payload or a sample.
const (
	DataSyntax        Code = "data-syntax"
	DataEncoding      Code = "data-encoding"
	DataTooLarge      Code = "data-too-large"
	DataTooDeep       Code = "data-too-deep"
	DataUnknownField  Code = "data-unknown-field"
	DataDuplicate     Code = "data-duplicate-field"
	DataMissing       Code = "data-missing"
	DataNull          Code = "data-null"
	DataType          Code = "data-type"
	DataGoType        Code = "data-go-type"
	DataMoney         Code = "data-money"
	DataCurrency      Code = "data-currency"
	DataCurrencyMixed Code = "data-currency-mixed"
	DataNumber        Code = "data-number"
	DataDate          Code = "data-date"
	DataDateOrder     Code = "data-date-order"
	DataURL           Code = "data-url"
	DataEmail         Code = "data-email"
	DataFile          Code = "data-file"
	DataEnum          Code = "data-enum"
	DataText          Code = "data-text"
	DataLanguage      Code = "data-language"
	DataTimeZone      Code = "data-time-zone"
	DataCardNumber    Code = "data-card-number"
	DataSum           Code = "data-sum"
	DataLimit         Code = "data-limit"
	DataRule          Code = "data-rule"
)

// Codes of faults in the declaration of an event of one's own.
const (
	EventName      Code = "event-name"
	EventDuplicate Code = "event-duplicate"
	EventMissing   Code = "event-missing"
	EventAudience  Code = "event-audience"
	EventType      Code = "event-type"
	EventPart      Code = "event-part"
	EventValues    Code = "event-values"
	EventLimit     Code = "event-limit"
	EventExample   Code = "event-example"
	EventRequired  Code = "event-required"
)

func dataDocs() []entry { return append(payloadDocs(), declarationDocs()...) }

func payloadDocs() []entry {
	return []entry{
		{DataSyntax, "the data is not JSON",
			`{"customer": {"name": "Jo",}}`,
			"Correct the JSON at the marked place. JSON knows no comments, no trailing commas and no single quotes."},
		{DataEncoding, "the data is not UTF-8",
			`a file saved as Latin-1, or "\ud83d" without its second half`,
			"Save or send the data as UTF-8. A character beyond U+FFFF that is written as \\u needs both halves."},
		{DataTooLarge, "the data is too large",
			"more than 4 MiB, or more than 100,000 values",
			"Send only what the mail needs. Large files belong into attachments of the mail folder."},
		{DataTooDeep, "the data is nested too deeply",
			`[[[[…]]]] with more than 64 levels`,
			"Remove the nesting; no event has data this deep."},
		{DataUnknownField, "the event has no such field",
			`{"custmer": {…}}`,
			"Correct the spelling, or remove the field. `billet events EVENT` lists the fields."},
		{DataDuplicate, "a field is there twice",
			`{"number": "F-1", "number": "F-2"}`,
			"Remove one of the two; programs disagree on which of them counts."},
		{DataMissing, "a required field is missing, empty or blank",
			`"invoice": {} without a number`,
			"Add the field. `billet events EVENT` shows which fields are required."},
		{DataNull, "a required field is null",
			`"number": null`,
			"Give the field a value. Only optional fields may be null, which is the same as leaving them out."},
		{DataType, "a value is of another kind than the field",
			`"number": 42 for a text`,
			"Write the value as the field's kind asks: text in quotes, whole numbers and true or false without."},
		{DataGoType, "the data is not of the event's Go type",
			"a Signup given for payment_overdue, or a nil pointer",
			"Pass the event's Data type or a non-nil pointer to it."},
		{DataMoney, "an amount of money is not exact",
			`{"amount": 12.5, "currency": "EUR"}`,
			`Write the amount as text in plain notation, with no more fraction digits than the currency has: "12.50".`},
		{DataCurrency, "a currency is unknown",
			`"currency": "euro"`,
			`Write the ISO 4217 code in capital letters: "EUR".`},
		{DataCurrencyMixed, "amounts that belong together have different currencies",
			`an invoice in EUR with a line in USD`,
			"Give all amounts of an invoice in the invoice's currency."},
		{DataNumber, "a number is not written as one, or is too long",
			`"quantity": "1,5"`,
			"Write the number with a point and without grouping, with at most 18 digits."},
		{DataDate, "a date is not one",
			`"due_on": "31.10.2026"`,
			`Write a date as "2026-10-31", and a date with time as "2026-10-31T09:30:00+01:00".`},
		{DataDateOrder, "two dates are in the wrong order",
			`"issued_on": "2026-10-31", "due_on": "2026-10-01"`,
			"Correct one of the two dates."},
		{DataURL, "a link is not an absolute web, mail or telephone address",
			`"pay_url": "javascript:pay()"`,
			"Write the whole address, beginning with https://, http://, mailto: or tel:."},
		{DataEmail, "an e-mail address is not one",
			`"email": "Jo <jo@example.com>"`,
			"Write the address alone, without a name: jo@example.com."},
		{DataFile, "a file is not described well",
			`"name": "../invoice.pdf"`,
			"Give a file name without folders, a media type such as application/pdf, and the bytes as base64."},
		{DataEnum, "a value is not one of those allowed",
			`"period": "monthly"`,
			"Choose one of the values that the message lists."},
		{DataText, "a text holds control characters, or nothing that shows",
			`"name": "Jo\u0000"`,
			"Remove them; only tabs and line breaks are allowed. Leave an optional field out instead of sending blanks."},
		{DataLanguage, "a language is not a BCP 47 tag",
			`"language": "german"`,
			`Write the tag, such as "de" or "fr-CA".`},
		{DataTimeZone, "a time zone is not an IANA name",
			`"time_zone": "CET+1"`,
			`Write the name from the time zone database: "Europe/Vienna".`},
		{DataCardNumber, "a full card number is in the data",
			"a card's last_four with all sixteen digits",
			"Send the brand and the last four digits only. Mail is no place for card numbers."},
		{DataSum, "amounts do not add up",
			`lines of 10.00 and 5.00 with a subtotal of 16.00`,
			"Correct the amounts: lines add up to the subtotal, subtotal and taxes to the total, and total less paid is the amount due."},
		{DataLimit, "a value is too long, too short, too large or too small",
			"a name of 600 characters",
			"Keep to the limit that the message names."},
		{DataRule, "a value breaks a rule of its field",
			"a custom event's field with a rule of its own",
			"See the rule in the message, and the field's documentation."},
	}
}

func declarationDocs() []entry {
	return []entry{
		{EventName, "the name of an event or a field is malformed or taken",
			"a field named deliveryDate",
			"Write lower-case words joined by underscores: delivery_date. The field notice is Billet's own."},
		{EventDuplicate, "a field or a value is declared twice",
			"two fields named number",
			"Remove one of the two, or rename it."},
		{EventMissing, "a part of the declaration is missing",
			"a field without a doc, an enum without values",
			"Add the part. Authors of templates read title, description, doc and example."},
		{EventAudience, "the audience is unknown",
			"audience: customers",
			"Write customer or staff."},
		{EventType, "there is no such type",
			"type: number",
			"Choose one of the types: string, text, markdown, integer, decimal, percent, money, date, datetime, url, email, bool, enum, object, list, file, or a shared group such as customer or invoice."},
		{EventPart, "a field has a part that its type does not have",
			"values for a field of the type string",
			"Remove the part, or choose the type that has it."},
		{EventValues, "a value of an enum is malformed",
			"values: [very good]",
			"Write values with letters, digits, points, hyphens and underscores."},
		{EventLimit, "a limit is out of range, or the event is too large",
			"max: 1000000",
			"Keep to the limit that the message names."},
		{EventExample, "an example does not fit its field",
			"type: date with example: tomorrow",
			"Write the example as the data would have it, without the quotes of a text."},
		{EventRequired, "a required placeholder does not exist",
			"required: [order.nmber]",
			"Correct the spelling. `billet events EVENT` lists the placeholders."},
	}
}
