package events

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// SchemaFault is something wrong with a declared event. Whoever has read the
// declaration from a file knows the place in it.
type SchemaFault struct {
	At      string // where in the [EventSchema]: fields[2].fields[0].type, required[1], id
	Code    diag.Code
	Message string
	Help    string
}

// SchemaFaults are the faults of one declared event; it is never empty as an
// error.
type SchemaFaults []SchemaFault

func (s SchemaFaults) Error() string {
	lines := make([]string, len(s))
	for i, f := range s {
		lines[i] = f.At + ": " + f.Message
		if f.Help != "" {
			lines[i] += " (" + f.Help + ")"
		}
	}
	return strings.Join(lines, "\n")
}

func (b *schemaBuilder) fault(at string, code diag.Code, help, format string, args ...any) {
	b.faults = append(b.faults, SchemaFault{at, code, fmt.Sprintf(format, args...), help})
}

func element(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// quoted shows a name that may be empty or hold anything.
func quoted(name string) string { return strconv.Quote(printable(name)) }
