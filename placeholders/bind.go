package placeholders

import (
	"reflect"
	"time"

	"github.com/billet-mail/billet/events"
)

// Bind reads the layout's places out of an event's data. data is the struct
// itself (addressable, as behind a pointer), derived the event's derived
// struct, or the zero reflect.Value where the layout derives nothing.
//
// The values refer to the data: it must not change until the message is
// rendered.
func (l *Layout) Bind(data, derived reflect.Value) []Value {
	return new(Memory).Bind(l, data, derived)
}

// Memory holds bound values. The zero Memory is ready; after [Memory.Reset] it
// is used again. It is not safe for concurrent use.
type Memory struct {
	cells []Value
	rows  []Rows
}

// Reset gives the memory of all that was bound free: those values must not be
// used any more.
func (m *Memory) Reset() {
	if cap(m.cells) > mostKept {
		*m = Memory{}
	}
	clear(m.cells) // so that nothing of one customer is there for another
	clear(m.rows)
	m.cells, m.rows = m.cells[:0], m.rows[:0]
}

// mostKept is in values: those of a list of hundreds. Memory for more is not kept
// until another such list comes.
const mostKept = 8192

// Bind is [Layout.Bind] in this memory.
func (m *Memory) Bind(l *Layout, data, derived reflect.Value) []Value {
	frame := m.take(len(l.slots))
	m.fill(l, frame, data, derived)
	return frame
}

// take gives n absent values. Memory that is too small is left to those who
// have it.
func (m *Memory) take(n int) []Value {
	from := len(m.cells)
	if from+n > cap(m.cells) {
		m.cells, from = make([]Value, 0, max(n, 2*cap(m.cells))), 0
	}
	m.cells = m.cells[:from+n]
	return m.cells[from : from+n : from+n]
}

func (m *Memory) fill(l *Layout, frame []Value, data, derived reflect.Value) {
	for i := range l.slots {
		s := &l.slots[i]
		from := data
		if s.derived {
			from = derived
		}
		if v, ok := follow(from, s.path); ok {
			if s.field.Kind == List {
				frame[i].Kind, frame[i].Ref = List, m.bindRows(s.rows, v)
				continue
			}
			s.read(&frame[i], v)
		}
	}
}

// follow walks field indexes through structs and pointers; a nil pointer on
// the way means absent.
func follow(v reflect.Value, path []int) (reflect.Value, bool) {
	for _, i := range path {
		v = v.Field(i)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
	}
	return v, true
}

// read sets a zero Value from a field; it leaves it absent where an optional
// field holds the zero value.
func (s *slot) read(to *Value, v reflect.Value) {
	switch s.field.Kind {
	case String, URL, Email, Enum:
		if text, ascii := clean(v.String(), false); text != "" || !s.field.Optional {
			to.words(s.field.Kind, text, ascii)
		}
	case Text, Markdown:
		if text, ascii := clean(v.String(), true); text != "" || !s.field.Optional {
			to.words(s.field.Kind, text, ascii)
		}
	case Integer:
		to.Kind, to.Int = Integer, v.Int()
	case Bool:
		*to = BoolValue(v.Bool())
	case Decimal:
		if d := v.Addr().Interface().(*events.Decimal); !d.IsZero() {
			to.Kind, to.Ref = Decimal, d
		}
	case Percent:
		if p := v.Addr().Interface().(*events.Percent); !p.IsZero() {
			to.Kind, to.Ref = Percent, &p.Decimal
		}
	case Money:
		if m := v.Addr().Interface().(*events.Money); !m.IsZero() {
			to.Kind, to.Ref = Money, m
		}
	case Date:
		if d := v.Addr().Interface().(*events.Date); !d.IsZero() {
			to.Kind, to.Ref = Date, d
		}
	case DateTime:
		if t := v.Addr().Interface().(*time.Time); !t.IsZero() {
			to.Kind, to.Ref = DateTime, t
		}
	case Object, File:
		if !s.field.Optional || !v.IsZero() {
			to.Kind = s.field.Kind
		}
	}
}

func (m *Memory) bindRows(l *Layout, list reflect.Value) *Rows {
	n, width := list.Len(), len(l.slots)
	if len(m.rows) == cap(m.rows) {
		m.rows = make([]Rows, 0, max(4, 2*cap(m.rows)))
	}
	m.rows = append(m.rows, Rows{cells: m.take(n * width), width: width, n: n})
	rows := &m.rows[len(m.rows)-1]
	for i := range n {
		item := list.Index(i)
		m.fill(l, rows.Row(i), item, item) // items of a derived list are derived
	}
	return rows
}

func (v *Value) words(k Kind, text string, ascii bool) {
	v.Kind, v.Text = k, text
	if !ascii && RightToLeft(text) {
		v.Int = 1
	}
}
