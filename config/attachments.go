package config

import (
	"mime"
	"path"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
)

// AttachmentDir is the folder of the files that attachments name.
const AttachmentDir = "attachments"

// Attachment is a file that mails may bring along.
type Attachment struct {
	ID        string // ASCII identifier
	Name      string // for the people who configure; "" if not given
	Files     []AttachedFile
	Filename  template.Phrase // the name that readers see; the file's own if not given
	MediaType string          // lower case, without parameters; "" if not given
	URL       string          // where the file is on the web; "" if not given

	At          diag.Range // the key
	MediaTypeAt diag.Range
}

// AttachedFile is the file of an attachment in a language, "" for all.
type AttachedFile struct {
	Language string
	Path     string // in the mail folder, such as attachments/terms.pdf
	At       diag.Range
}

// File finds the file for a language in the order of its fallbacks.
func (a *Attachment) File(chain []string) (AttachedFile, bool) {
	for _, tag := range append(slices.Clone(chain), "") {
		for _, f := range a.Files {
			if f.Language == tag {
				return f, true
			}
		}
	}
	return AttachedFile{}, false
}

func (r *reader) attachments(p pair, l Languages) []Attachment {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []Attachment
	for _, p := range s.pairs {
		r.identifier(p)
		list = append(list, r.attachment(p, l))
	}
	return list
}

func (r *reader) attachment(p pair, l Languages) Attachment {
	a := Attachment{ID: p.name, At: p.at}
	s, ok := r.inside(p)
	if !ok {
		return a
	}
	r.known(s, "name", "file", "files", "filename", "media_type", "url")
	for _, p := range s.pairs {
		switch p.name {
		case "name":
			a.Name = r.text(p)
		case "file":
			a.Files = append(a.Files, r.attachedFile(p, "")...)
		case "files":
			a.Files = append(a.Files, r.attachedFiles(p, l)...)
		case "filename":
			a.Filename = r.phrase(p)
		case "media_type":
			a.MediaType, a.MediaTypeAt = r.mediaType(p), r.rangeOf(p.value)
		case "url":
			a.URL = r.url(p, webOnly)
		}
	}
	_, one := s.get("file")
	_, several := s.get("files")
	switch {
	case one && several:
		r.faults.Add(diag.ConfigAttachment, p.at, "give file: if one file is for all languages, else files:", "%s has both file and files", p.path)
	case !one && !several:
		r.faults.Add(diag.ConfigMissingKey, p.at, "add file: with the name of a file in "+AttachmentDir+"/, or files: with one for each language", "%s has no file", p.path)
	}
	r.extensions(&a)
	return a
}

// attachedFiles reads a file for each language. Every mail needs one: that of
// its language, of one that stands in for it, or of the default language.
func (r *reader) attachedFiles(p pair, l Languages) []AttachedFile {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []AttachedFile
	for _, p := range s.pairs {
		if !slices.Contains(l.Available, p.name) {
			r.faults.Add(diag.ConfigAttachment, p.at, diag.DidYouMean(p.name, l.Available), "%q is not among the available languages", p.name)
			continue
		}
		list = append(list, r.attachedFile(p, p.name)...)
	}
	if _, ok := s.get(l.Default); !ok && l.Default != "" {
		r.faults.Add(diag.ConfigAttachment, p.at, "add "+l.Default+": with the file for everybody else", "%s has none in the default language", p.path)
	}
	return list
}

func (r *reader) attachedFile(p pair, language string) []AttachedFile {
	name, ok := r.word(p)
	if !ok {
		return nil
	}
	at := r.rangeOf(p.value)
	name = strings.TrimPrefix(name, AttachmentDir+"/")
	outside := !isLocal(name)
	switch {
	case name == "":
		r.faults.Add(diag.ConfigAttachment, at, "write the name of a file in "+AttachmentDir+"/", "%s is empty", p.path)
	case outside:
		r.faults.Add(diag.ConfigAttachment, at, "put the file into "+AttachmentDir+"/ and write its name", "%s lies outside of %s/", p.path, AttachmentDir)
	case path.Ext(name) == "" || path.Ext(name) == ".":
		r.faults.Add(diag.ConfigAttachment, at, "give the file a name that says what it is, such as terms.pdf", "%s has no extension", p.path)
	default:
		return []AttachedFile{{Language: language, Path: AttachmentDir + "/" + name, At: at}}
	}
	return nil
}

// isLocal reports whether a path stays in its folder, as [io/fs.ValidPath] has
// it.
func isLocal(name string) bool {
	return path.Clean("/"+name) == "/"+name && !strings.ContainsAny(name, "\\:\x00")
}

// phrase reads a line of words that may have tags.
func (r *reader) phrase(p pair) template.Phrase {
	s, ok := r.word(p)
	if !ok {
		return template.Phrase{}
	}
	n, at := p.value, r.rangeOf(p.value)
	start, _ := r.span(n)
	phrase, ok := template.NewPhrase(r.src, start, n.Value)
	switch {
	case s == "":
		r.faults.Add(diag.ConfigText, at, "write its text, or remove the line", "%s is empty", p.path)
	case !ok || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		r.faults.Add(diag.ConfigText, at, "write it on one line, in quotation marks", "%s has more than one line", p.path)
	case strings.ContainsFunc(s, unicode.IsControl):
		r.faults.Add(diag.ConfigText, at, "remove it", "%s contains a control character", p.path)
	default:
		return phrase
	}
	return template.Phrase{}
}

// mediaType reads a media type without parameters (RFC 6838, section 4.2).
func (r *reader) mediaType(p pair) string {
	s, ok := r.word(p)
	if !ok {
		return ""
	}
	parsed, parameters, err := mime.ParseMediaType(s)
	main, sub, both := strings.Cut(parsed, "/")
	if err != nil || len(parameters) > 0 || !both || main == "" || sub == "" || main == "multipart" || main == "message" {
		r.faults.Add(diag.ConfigMediaType, r.rangeOf(p.value), "write it like application/pdf, or remove the line: it follows from the file", "%s is not a media type", p.path)
		return ""
	}
	return parsed
}

// extensions holds that the name that readers see ends like the file: a mail
// client opens the file by it, and no value may change that.
func (r *reader) extensions(a *Attachment) {
	if !a.Filename.Given() {
		return
	}
	text := a.Filename.Text
	for _, f := range a.Files {
		ext := path.Ext(f.Path)
		if len(text) > len(ext) && strings.EqualFold(text[len(text)-len(ext):], ext) {
			continue
		}
		r.faults.Add(diag.ConfigFilename, a.Filename.Range(0, len(text)), "end it with "+ext, "the name does not end like the file %s", f.Path)
		return
	}
	literal := outsideTags(text)
	if i := strings.IndexAny(literal, forbiddenInNames); i >= 0 {
		r.faults.Add(diag.ConfigFilename, a.Filename.Range(i, i+1), "leave out "+strings.Join(strings.Split(forbiddenInNames, ""), " "), "a file name cannot have this character")
	}
}

// forbiddenInNames is what file names cannot have on one system or another.
const forbiddenInNames = `/\:*?"<>|`

// outsideTags is a text with blanks in the place of its tags.
func outsideTags(text string) string {
	b := []byte(text)
	for i := 0; i+1 < len(b); i++ {
		closer, tag := map[string]string{"{{": "}}", "{%": "%}", "{#": "#}"}[text[i:i+2]]
		if !tag {
			continue
		}
		end := len(b)
		if n := strings.Index(text[i:], closer); n >= 0 {
			end = i + n + len(closer)
		}
		for ; i < end; i++ {
			b[i] = ' '
		}
		i--
	}
	return string(b)
}
