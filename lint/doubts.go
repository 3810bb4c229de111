package lint

import (
	"path"
	"regexp"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// doubts is what is not known because of faults: the files of which nobody can
// tell what they would use.
type doubts struct {
	text   string
	quoted []string // words in quotes in these files: names of files, keys of strings
	files  map[string]bool
}

// doubts begins with the templates that have faults, and goes on to all that
// these may include or extend.
func (f Folder) doubts() doubts {
	judged := map[string]bool{}
	var list []string
	f.versions(func(_ Template, v Version) {
		if v.Survey.Sound {
			judged[v.Source.Name()] = true
			return
		}
		list = append(list, sorted(v.Survey.Files)...)
	})
	for _, name := range f.Files.Names() {
		if strings.HasPrefix(name, "templates/") && !judged[name] {
			list = append(list, name)
		}
	}
	d := doubts{files: map[string]bool{}}
	for len(list) > 0 {
		d.add(f.Files, list)
		list = nil
		for _, name := range f.Files.Names() {
			if folder, _, _ := strings.Cut(name, "/"); (folder == "partials" || folder == "layouts") && !d.files[name] && d.mayUse(name) {
				list = append(list, name)
			}
		}
	}
	return d
}

var quoted = regexp.MustCompile(`["']([^"'\n]+)["']|(?m:^layout:\s*(\S+))`)

func (d *doubts) add(files Files, names []string) {
	var text strings.Builder
	for _, name := range names {
		if src, ok := files.Source(name); ok && !d.files[name] {
			text.WriteString(src.Text() + "\n")
		}
		d.files[name] = true
	}
	d.text += text.String()
	for _, found := range quoted.FindAllStringSubmatch(text.String(), -1) {
		d.quoted = append(d.quoted, found[1]+found[2])
	}
}

// mayUse reports a file that a faulty template uses, or may use: its name is
// near one that it has.
func (d doubts) mayUse(file string) bool {
	word, _, _ := strings.Cut(path.Base(file), ".")
	return d.files[file] || !strings.HasPrefix(file, "templates/") && d.mean(word, word+path.Ext(file))
}

// mayPrint reports a shared string that a faulty template may print: by its
// key, or by the filter label, which adds the last word of the key.
func (d doubts) mayPrint(key string) bool {
	if at := strings.LastIndexByte(key, '.'); at > 0 && d.mean(key[:at]) {
		return true
	}
	return strings.Contains(d.text, key) || d.mean(key)
}

// mean reports whether a word in quotes may mean one of the names.
func (d doubts) mean(names ...string) bool {
	for _, q := range d.quoted {
		if diag.Suggest(q, names) != "" {
			return true
		}
	}
	return false
}
