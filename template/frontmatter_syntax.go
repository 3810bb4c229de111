package template

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// syntax reports front matter that is not YAML, in words for authors. The YAML
// parser stops at its first fault, and its own words do not help; so the line
// itself is looked at for what authors get wrong.
func (r *frontMatterReader) syntax(err error) {
	line := 1
	var load *yaml.LoadError
	if errors.As(err, &load) {
		line = max(load.Mark.Line, 1)
		if strings.Contains(load.Message, "end of stream") && load.ContextMark.Line > 0 {
			line = load.ContextMark.Line // where the quote begins
		}
	}
	number := r.src.Pos(r.begin).Line + line - 1
	text := r.src.Line(number)
	start := r.src.Offset(number, 1)
	key, value, _ := strings.Cut(text, ":")
	at := start + len(key) + 1 + len(value) - len(strings.TrimLeft(value, " \t"))
	value = strings.TrimSpace(value)
	end := start + len(strings.TrimRight(text, " \t\r"))
	message, help := explainLine(text, strings.TrimSpace(key), value)
	if value == "" || strings.HasPrefix(text, "\t") {
		at = start
	}
	r.report.Add(diag.TemplateFrontMatter, r.src.Range(min(at, end), end), help, "%s", message)
	r.fm.Subject, r.fm.EventsUnread = emptyPhrase(r.src, start), true
}

// explainLine says what is wrong with a line that is not YAML.
func explainLine(text, key, value string) (message, help string) {
	const single = "put single quotes around the whole value; write a single quote in it twice"
	switch {
	case strings.HasPrefix(text, "\t"):
		return "a line cannot begin with a tab", "indent with blanks"
	case strings.HasPrefix(value, "{"), strings.HasPrefix(value, "["), strings.HasPrefix(value, "%"):
		return "a value that begins with a brace, bracket or percent sign needs quotes", single
	case strings.HasPrefix(value, `"`) && strings.Contains(value, `\`):
		return "in double quotes, a backslash has a meaning of its own", single
	case strings.HasPrefix(value, `"`):
		return "the double quotes end too early, or not at all", single
	case strings.HasPrefix(value, "'"):
		return "the single quotes end too early, or not at all", "write a single quote inside of the value twice, and one at its end"
	case strings.Contains(value, ":"):
		return "a value with a colon needs quotes", single
	case strings.HasPrefix(value, "*"), strings.HasPrefix(value, "&"), strings.HasPrefix(value, "@"), strings.HasPrefix(value, "`"), strings.HasPrefix(value, "!"):
		return "a value cannot begin with this character", single
	case key != "" && !strings.Contains(text, ":"):
		return "this line has no colon", "write key: value"
	}
	return "the front matter cannot be read here", "write key: value lines, with quotes around values"
}
