package markdown

import "strings"

// attribute is one word in braces. A class is the attribute "class" with one
// class as its value.
type attribute struct {
	name, value string
	start, stop int // byte offsets from the opening brace
}

// attributes are what stands in one pair of braces.
type attributes struct {
	list        []attribute
	start, stop int // byte offsets in Document.Text, with the braces
}

// readAttributes reads "{.class name=value name="a value"}" at the start of
// text and returns its length. Braces with anything else in them are words,
// and the length is 0.
func readAttributes(text string) (list []attribute, length int) {
	if !strings.HasPrefix(text, "{") {
		return nil, 0
	}
	rest := text[1:]
	for {
		rest = strings.TrimLeft(rest, " \t")
		if strings.HasPrefix(rest, "}") {
			break
		}
		a, used := readAttribute(rest)
		if used == 0 {
			return nil, 0
		}
		a.start = len(text) - len(rest)
		a.stop = a.start + used
		list = append(list, a)
		rest = rest[used:]
		if !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\t") && !strings.HasPrefix(rest, "}") {
			return nil, 0
		}
	}
	if len(list) == 0 {
		return nil, 0
	}
	return list, len(text) - len(rest) + 1
}

func readAttribute(text string) (a attribute, used int) {
	if strings.HasPrefix(text, ".") {
		name := text[1 : 1+nameLength(text[1:])]
		if name == "" {
			return attribute{}, 0
		}
		return attribute{name: "class", value: name}, 1 + len(name)
	}
	name := text[:nameLength(text)]
	value, hasValue := strings.CutPrefix(text[len(name):], "=")
	if name == "" || !hasValue {
		return attribute{}, 0
	}
	used = len(name) + 1
	if quoted, isQuoted := strings.CutPrefix(value, `"`); isQuoted {
		end := strings.IndexAny(quoted, "\"\n")
		if end < 0 || quoted[end] == '\n' {
			return attribute{}, 0
		}
		return attribute{name: strings.ToLower(name), value: quoted[:end]}, used + end + 2
	}
	end := strings.IndexAny(value, " \t\n}\"")
	if end <= 0 {
		return attribute{}, 0
	}
	return attribute{name: strings.ToLower(name), value: value[:end]}, used + end
}

// nameLength counts the leading characters that may stand in a class or name.
func nameLength(text string) int {
	for i, c := range text {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return i
		}
	}
	return len(text)
}
