package billet

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
)

// inputs tells which files a template depends on.
//
// It goes by names: a template depends on its own folder, on every partial and
// template whose name is part of a name that it includes or extends, and so on
// from there. As these names are literal, this misses none; a likeness by
// chance costs a needless opening. Styles, strings, layouts and billet.yaml
// belong to all, with the files to attach or show whose names they have; samples
// to none. An image belongs to the templates that have its name, too.
type inputs struct {
	files  *files
	facts  map[*diag.Source]facts
	common string              // digest of what belongs to all
	shown  string              // digest of the images
	named  map[string][]string // files of partials and templates, by the name that they are included with
}

// facts are what its text tells about a file.
type facts struct {
	leads string // the names that it includes and extends, a line each
	shows bool   // it shows inline images, whose names it may make up
	sum   [sha256.Size]byte
}

var reference = regexp.MustCompile(`(?:include|extends)\s*["']([^"']*)["']`)

// newInputs reads the files; last is those of the reading before, or nil.
func newInputs(read *files, last *inputs) *inputs {
	in := &inputs{files: read, facts: map[*diag.Source]facts{}, named: map[string][]string{}}
	var shared []string
	for _, name := range read.Names() {
		in.learn(read.sources[name], last)
		switch top, rest, _ := strings.Cut(name, "/"); top {
		case "samples", config.NotificationDir:
		case "templates":
			owner, _, _ := strings.Cut(rest, "/")
			in.named[owner] = append(in.named[owner], name)
		case "partials":
			word, _, _ := strings.Cut(path.Base(rest), ".")
			in.named[word] = append(in.named[word], name)
		default:
			shared = append(shared, name)
		}
	}
	in.shown = read.binaryDigest(func(name string) bool { return strings.HasPrefix(name, "assets/") })
	in.common = in.digest(shared) + read.binaryDigest(func(name string) bool { return in.mentioned(shared, name) })
	if in.show(shared) {
		in.common += in.shown
	}
	return in
}

// mentioned reports whether a file to attach stands in one of the texts.
func (in *inputs) mentioned(texts []string, name string) bool {
	name, attached := strings.CutPrefix(name, "attachments/")
	return attached && slices.ContainsFunc(texts, func(text string) bool {
		return strings.Contains(in.files.sources[text].Text(), name)
	})
}

// show reports whether one of the texts shows images.
func (in *inputs) show(texts []string) bool {
	return slices.ContainsFunc(texts, func(name string) bool { return in.facts[in.files.sources[name]].shows })
}

func (in *inputs) learn(src *diag.Source, last *inputs) {
	if last != nil {
		if known, ok := last.facts[src]; ok {
			in.facts[src] = known
			return
		}
	}
	learned := facts{sum: sha256.Sum256([]byte(src.Text())), shows: strings.Contains(src.Text(), "cid:")}
	for _, found := range reference.FindAllStringSubmatch(src.Text(), -1) {
		learned.leads += found[1] + "\n"
	}
	in.facts[src] = learned
}

// all is a digest of the whole folder.
func (in *inputs) all() string {
	return in.digest(in.files.Names()) + in.files.binaryDigest(func(string) bool { return true })
}

// of is a digest of all that templates depend on.
func (in *inputs) of(templates []string) string {
	seen := map[string]bool{}
	var list []string
	var visit func(word string)
	visit = func(word string) {
		if seen[word] {
			return
		}
		seen[word] = true
		for _, name := range in.named[word] {
			list = append(list, name)
			leads := in.facts[in.files.sources[name]].leads
			for other := range in.named {
				if strings.Contains(leads, other) {
					visit(other)
				}
			}
		}
	}
	for _, name := range templates {
		visit(name)
	}
	if in.show(list) {
		return in.common + in.shown + in.digest(list)
	}
	return in.common + in.digest(list)
}

// digest is one for the names and texts of files, in whatever order.
func (in *inputs) digest(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		text := in.facts[in.files.sources[name]].sum
		sum.Write([]byte(name + "\x00"))
		sum.Write(text[:])
	}
	return string(sum.Sum(nil))
}

// revision is a short name of a digest.
func revision(digest string) string {
	sum := sha256.Sum256([]byte(digest))
	return hex.EncodeToString(sum[:8])
}
