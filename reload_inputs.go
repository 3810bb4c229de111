package billet

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strings"
)

// inputs tells which files a template depends on.
//
// It goes by names: a template depends on its own folder, on every partial and
// template whose name is part of a name that it includes or extends, and so on
// from there. As these names are literal, this misses none; a likeness by
// chance costs a needless opening. Styles, strings, layouts and billet.yaml
// belong to all; samples to none.
type inputs struct {
	files  *files
	common string              // digest of what belongs to all
	named  map[string][]string // files of partials and templates, by the name that they are included with
	leads  map[string]string   // from a file to the names that it includes and extends, a line each
}

var reference = regexp.MustCompile(`(?:include|extends)\s*["']([^"']*)["']`)

func newInputs(read *files) *inputs {
	in := &inputs{files: read, named: map[string][]string{}, leads: map[string]string{}}
	var shared []string
	for _, name := range read.Names() {
		for _, found := range reference.FindAllStringSubmatch(read.sources[name].Text(), -1) {
			in.leads[name] += found[1] + "\n"
		}
		switch top, rest, _ := strings.Cut(name, "/"); top {
		case "samples":
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
	in.common = in.digest(shared)
	return in
}

// all is a digest of the whole folder.
func (in *inputs) all() string { return in.digest(in.files.Names()) }

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
			for other := range in.named {
				if strings.Contains(in.leads[name], other) {
					visit(other)
				}
			}
		}
	}
	for _, name := range templates {
		visit(name)
	}
	return in.common + in.digest(list)
}

// digest is one for the names and texts of files, in whatever order.
func (in *inputs) digest(names []string) string {
	names = slices.Clone(names)
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		text := sha256.Sum256([]byte(in.files.sources[name].Text()))
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
