package config

import (
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
)

// Limits is what the files of one mail may be. Inline images count for the
// size only.
type Limits struct {
	Attachments int   // most files that are attached
	TotalSize   int64 // most bytes of all files together, before they are encoded
	// LinkOversize says that a file which does not fit is linked instead, if
	// it has a URL; else it is an error.
	LinkOversize bool
	OversizeAt   diag.Range // where LinkOversize stands
}

// What stands for a limit that is not given. Many servers take no message of
// more than 25 MB, and the encoding adds a third.
const (
	DefaultAttachments = 5
	DefaultTotalSize   = 10 << 20

	maxAttachments = 50
	maxTotalSize   = 50 << 20
)

func (r *reader) limits(p pair, l *Limits) {
	s, ok := r.inside(p)
	if !ok {
		return
	}
	r.known(s, "attachments", "total_size", "oversize")
	for _, p := range s.pairs {
		switch p.name {
		case "attachments":
			n, ok := r.integer(p)
			if ok && (n < 0 || n > maxAttachments) {
				r.faults.Add(diag.ConfigNumber, r.rangeOf(p.value), "write how many files a mail may have",
					"%s is %d, but must be from 0 to %d", p.path, n, maxAttachments)
			}
			if ok {
				l.Attachments = n
			}
		case "total_size":
			if size := r.size(p); size > 0 {
				l.TotalSize = size
			}
		case "oversize":
			l.LinkOversize, l.OversizeAt = r.oversize(p), r.rangeOf(p.value)
		}
	}
}

func (r *reader) oversize(p pair) (link bool) {
	switch word, ok := r.word(p); {
	case !ok, word == "error":
	case word == "link":
		return true
	default:
		r.faults.Add(diag.ConfigOversize, r.rangeOf(p.value), "write error, or link to give the file's url instead of the file", "%s is %q", p.path, word)
	}
	return false
}

// size reads a number of bytes, such as 500 KB or 10 MB, where 1 KB is 1024
// bytes.
func (r *reader) size(p pair) int64 {
	const help = "write it like 500 KB or 10 MB"
	if n := p.value; n.Kind == yaml.ScalarNode && (n.ShortTag() == "!!int" || n.ShortTag() == "!!float") {
		r.faults.Add(diag.ConfigSize, r.rangeOf(n), help, "%s has no unit", p.path)
		return 0
	}
	word, ok := r.word(p)
	if !ok {
		return 0
	}
	for _, unit := range []struct {
		name  string
		bytes float64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}} {
		number, ok := strings.CutSuffix(word, unit.name)
		n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if !ok || err != nil || math.IsNaN(n) {
			continue
		}
		if size := n * unit.bytes; size >= 1 && size <= maxTotalSize {
			return int64(size)
		}
		r.faults.Add(diag.ConfigSize, r.rangeOf(p.value), "write a size up to "+strconv.Itoa(maxTotalSize>>20)+" MB", "%s is out of range", p.path)
		return 0
	}
	r.faults.Add(diag.ConfigSize, r.rangeOf(p.value), help, "%s is not a size", p.path)
	return 0
}
