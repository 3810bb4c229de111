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
	frame := make([]Value, len(l.slots))
	l.fill(frame, data, derived)
	return frame
}

func (l *Layout) fill(frame []Value, data, derived reflect.Value) {
	for i := range l.slots {
		s := &l.slots[i]
		from := data
		if s.derived {
			from = derived
		}
		if v, ok := follow(from, s.path); ok {
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
		if text := CleanLine(v.String()); text != "" || !s.field.Optional {
			to.words(s.field.Kind, text)
		}
	case Text, Markdown:
		if text := CleanText(v.String()); text != "" || !s.field.Optional {
			to.words(s.field.Kind, text)
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
	case List:
		to.Kind, to.Ref = List, s.rows.bindRows(v)
	case Object, File:
		if !s.field.Optional || !v.IsZero() {
			to.Kind = s.field.Kind
		}
	}
}

func (l *Layout) bindRows(list reflect.Value) *Rows {
	n, width := list.Len(), len(l.slots)
	rows := &Rows{cells: make([]Value, n*width), width: width, n: n}
	for i := range n {
		l.fill(rows.Row(i), list.Index(i), list.Index(i)) // items of a derived list are derived
	}
	return rows
}

func (v *Value) words(k Kind, text string) {
	v.Kind, v.Text = k, text
	if RightToLeft(text) {
		v.Int = 1
	}
}
