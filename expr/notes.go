package expr

import "github.com/billet-mail/billet/diag"

// Notes collect what expressions tell about the files that they stand in. A
// place may be proved often: for each event, each language, and wherever its
// file is included. A nil *Notes collects nothing.
type Notes struct {
	Names   map[diag.Range]string // names that with and include give
	Used    map[diag.Range]bool   // those of them that something looks at
	Arms    map[diag.Range]bool   // branches: whether any data takes them
	Strings map[string]bool       // keys of shared strings that something prints
}

// NewNotes makes empty notes.
func NewNotes() *Notes {
	return &Notes{Names: map[diag.Range]string{}, Used: map[diag.Range]bool{}, Arms: map[diag.Range]bool{}, Strings: map[string]bool{}}
}

// Add takes over the notes of another collection.
func (n *Notes) Add(other *Notes) {
	for at, name := range other.Names {
		n.Names[at] = name
	}
	for at := range other.Used {
		n.Used[at] = true
	}
	for at, taken := range other.Arms {
		n.Arms[at] = n.Arms[at] || taken
	}
	for key := range other.Strings {
		n.Strings[key] = true
	}
}

// Arm notes a branch in the scope that it has.
func (n *Notes) Arm(at diag.Range, outer, inner *Scope) {
	if n != nil && !outer.Never() {
		n.Arms[at] = n.Arms[at] || !inner.Never()
	}
}

func (n *Notes) name(at diag.Range, name string) {
	if n != nil {
		n.Names[at] = name
	}
}

func (n *Notes) use(at diag.Range) {
	if n != nil && at.File != "" {
		n.Used[at] = true
	}
}

// Print notes a shared string.
func (n *Notes) Print(key string) {
	if n != nil {
		n.Strings[key] = true
	}
}
