package starter

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Choice says which part of the starter is wanted. The zero Choice is all of it.
type Choice struct {
	Templates []string // names of templates
	Locales   []string // languages; the first one becomes the default, unless en is among them
}

// File is a file of the starter.
type File struct {
	Name string // slash-separated path inside the mail folder
	Text string
}

// UnknownError says that the starter has no such template or language.
type UnknownError struct {
	What  string // template, language
	Name  string
	Known []string
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("the starter has no %s %q (known are %s)", e.What, e.Name, strings.Join(e.Known, ", "))
}

// Choose lists the files of a part of the starter, ordered by name: the chosen
// templates in the chosen languages with the partials that they include and the
// notifications that send them, and what all templates share. billet.yaml names the chosen languages, and is silent
// about what only other templates use. Scenarios come with all templates only.
//
// The error is an [*UnknownError], or one of reading.
func Choose(c Choice) ([]File, error) {
	all, err := readAll()
	if err != nil {
		return nil, err
	}
	if err := c.check(all); err != nil {
		return nil, err
	}
	c.Locales = slices.Compact(slices.Clone(c.Locales))
	wanted := c.partials(all)
	var files []File
	for _, f := range all {
		if strings.HasPrefix(f.Name, "notifications/") && !chosen(c.Templates, templateOf(f.Text)) {
			continue
		}
		if c.has(f.Name, wanted) {
			files = append(files, c.fitted(f))
		}
	}
	return files, nil
}

func readAll() ([]File, error) {
	folder := Folder()
	var all []File
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		all = append(all, File{name, string(text)})
		return err
	})
	return all, err
}

func (c Choice) check(all []File) error {
	var templates, locales []string
	for _, f := range all {
		dir, file := path.Split(f.Name)
		switch {
		case strings.HasPrefix(dir, "templates/"):
			if name := path.Base(dir); !slices.Contains(templates, name) {
				templates = append(templates, name)
			}
		case dir == "locales/":
			locales = append(locales, strings.TrimSuffix(file, ".yaml"))
		}
	}
	for _, name := range c.Templates {
		if !slices.Contains(templates, name) {
			return &UnknownError{"template", name, templates}
		}
	}
	for _, name := range c.Locales {
		if !slices.Contains(locales, name) {
			return &UnknownError{"language", name, locales}
		}
	}
	return nil
}

var (
	eventLine    = regexp.MustCompile(`(?m)^event: (\S+)$`)
	templateLine = regexp.MustCompile(`(?m)^template: (\S+)$`)
)

// templateOf is the template of a notification: the one that it names, else that
// of its event.
func templateOf(notification string) string {
	for _, line := range []*regexp.Regexp{templateLine, eventLine} {
		if found := line.FindStringSubmatch(notification); found != nil {
			return found[1]
		}
	}
	return ""
}

func chosen(list []string, name string) bool { return len(list) == 0 || slices.Contains(list, name) }

var included = regexp.MustCompile(`\{%-?\s*include\s+["']([^"']+)["']`)

// partials lists the partials that the chosen templates and all layouts
// include, also by way of each other.
func (c Choice) partials(all []File) map[string]bool {
	wanted := map[string]bool{}
	var follow func(text string)
	follow = func(text string) {
		for _, match := range included.FindAllStringSubmatch(text, -1) {
			for _, f := range all {
				if (variantOf(f.Name, match[1]) || twinOf(f.Name, match[1])) && !wanted[f.Name] {
					wanted[f.Name] = true
					follow(f.Text)
				}
			}
		}
	}
	for _, f := range all {
		dir, file := path.Split(f.Name)
		isTemplate := strings.HasPrefix(dir, "templates/") && chosen(c.Templates, path.Base(dir)) && chosen(c.Locales, strings.TrimSuffix(file, ".md"))
		if isTemplate || dir == "layouts/" {
			follow(f.Text)
		}
	}
	return wanted
}

// variantOf reports whether a file is the partial of a name, or its variant in
// a language: button.fr.md of button.md.
func variantOf(file, name string) bool {
	ext := path.Ext(name)
	stem, ok := strings.CutPrefix(strings.TrimSuffix(file, ext), "partials/"+strings.TrimSuffix(name, ext))
	return ok && path.Ext(file) == ext && (stem == "" || stem[0] == '.')
}

// twinOf reports whether a file is the text twin of an HTML partial.
func twinOf(file, name string) bool {
	stem, ok := strings.CutSuffix(name, ".html")
	return ok && variantOf(file, stem+".txt")
}

func (c Choice) has(name string, partials map[string]bool) bool {
	dir, file := path.Split(name)
	switch {
	case strings.HasPrefix(dir, "templates/"):
		return chosen(c.Templates, path.Base(dir)) && chosen(c.Locales, strings.TrimSuffix(file, ".md"))
	case dir == "locales/":
		return chosen(c.Locales, strings.TrimSuffix(file, ".yaml"))
	case dir == "scenarios/":
		return len(c.Templates) == 0 // each needs templates of many events
	case dir == "partials/":
		locale := strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, path.Ext(file))), ".")
		return partials[name] && (locale == "" || chosen(c.Locales, locale))
	}
	return true
}

var (
	defaultLine   = regexp.MustCompile(`(?m)^  default: .*$`)
	availableLine = regexp.MustCompile(`(?m)^  available: .*$`)
)

// spare silences what a part of the starter would be warned of: it has the
// strings and layouts of all templates, so that others can be added.
const spare = `
# Strings and layouts wait for the templates that are not here.
check:
  severity:
    folder-unused: off
    folder-unused-string: off
`

// fitted writes the chosen languages into billet.yaml, and what templates that
// were not chosen leave unused.
func (c Choice) fitted(f File) File {
	if f.Name != "billet.yaml" {
		return f
	}
	if len(c.Templates) > 0 {
		f.Text += spare
	}
	if len(c.Locales) == 0 {
		return f
	}
	first := c.Locales[0]
	if slices.Contains(c.Locales, "en") {
		first = "en"
	}
	f.Text = defaultLine.ReplaceAllString(f.Text, "  default: "+first)
	f.Text = availableLine.ReplaceAllString(f.Text, "  available: ["+strings.Join(c.Locales, ", ")+"]")
	return f
}
