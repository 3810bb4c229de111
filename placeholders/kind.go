package placeholders

// Kind is the type of a placeholder or of an expression.
type Kind uint8

// None is the kind of an absent value; no placeholder has it.
const (
	None     Kind = iota
	String        // one line of text
	Text          // text that keeps its line breaks
	Markdown      // Markdown, rendered safely
	Integer       // whole number
	Decimal       // exact decimal number
	Percent       // exact decimal number of hundredths: 20 is 20 %
	Money         // exact amount in one currency
	Date          // calendar date without a zone
	DateTime      // instant with a zone
	URL           // https, http, mailto or tel
	Email         // addr-spec
	Bool          // true or false
	Enum          // one of a fixed list of names
	Object        // a group of placeholders
	List          // a list of objects
	File          // a file to attach
	Color         // a CSS colour, only as a constant of the brand
)

var kindNames = [...]string{
	None: "nothing", String: "string", Text: "text", Markdown: "markdown", Integer: "integer",
	Decimal: "decimal", Percent: "percent", Money: "money", Date: "date", DateTime: "datetime",
	URL: "url", Email: "email", Bool: "bool", Enum: "enum", Object: "object", List: "list",
	File: "file", Color: "color",
}

// String is the kind's name as the documentation writes it.
func (k Kind) String() string { return kindNames[k] }

// Worded reports whether values of the kind are words: they compare with
// string literals and take the string filters.
func (k Kind) Worded() bool {
	switch k {
	case String, Text, URL, Email, Enum, Color:
		return true
	}
	return false
}

// Numeric reports whether values of the kind are plain numbers.
func (k Kind) Numeric() bool { return k == Integer || k == Decimal || k == Percent }

// Printable reports whether a value of the kind can be printed as it is.
func (k Kind) Printable() bool {
	switch k {
	case None, Bool, Enum, Object, List, File:
		return false
	}
	return true
}
