package preview

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// language is the one that values are printed in.
func (c choice) language() (*locales.Locale, error) {
	wanted := c.locale
	if wanted == "" && len(c.contents.Languages) > 0 {
		wanted = c.contents.Languages[0]
	}
	locale, err := locales.New(wanted)
	if err != nil {
		return nil, &billet.NotFoundError{What: "language", Name: wanted, Help: strings.Join(c.contents.Languages, ", ")}
	}
	return locale, nil
}

// evaluate prints every placeholder of the data, and what its filters make of
// it; nothing of data that is faulty.
func (p *palette) evaluate(event *events.Event, src *diag.Source) {
	data, err := event.Decode(src)
	if err != nil {
		return
	}
	var derived reflect.Value
	if event.Derive != nil && p.env.Layout.Derives() {
		derived = reflect.New(event.Derived).Elem()
		derived.Set(reflect.ValueOf(event.Derive(data, events.Moment{Now: billet.SampleTime(), Step: 1})))
	}
	stack := expr.NewStack(p.env.Locale, p.env.Layout.Bind(reflect.ValueOf(data).Elem(), derived))
	for _, s := range p.swatches {
		if !s.loop.enter(stack) {
			continue // the list is empty
		}
		s.entry.Value = printedValue(s.value, stack)
		for i, f := range s.filters {
			s.entry.Filters[i].Value = f.Print(stack)
		}
		s.loop.leave(stack)
	}
}

// enter goes to the first entry of a loop, and of those around it. It reports
// whether there is one; if not, it has entered nothing.
func (l *loop) enter(stack *expr.Stack) bool {
	if l == nil {
		return true
	}
	if !l.around.enter(stack) {
		return false
	}
	rows := l.list.Rows(stack)
	if rows == nil || rows.Len() == 0 {
		l.around.leave(stack)
		return false
	}
	stack.Enter(rows.Len())
	stack.Turn(0, rows.Row(0))
	return true
}

func (l *loop) leave(stack *expr.Stack) {
	for ; l != nil; l = l.around {
		stack.Leave()
	}
}

func printedValue(e *expr.Expr, stack *expr.Stack) string {
	v := e.Eval(stack)
	switch v.Kind {
	case placeholders.List:
		return strconv.Itoa(e.Rows(stack).Len()) + " ×"
	case placeholders.Bool:
		return strconv.FormatBool(v.True())
	case placeholders.None, placeholders.Object, placeholders.File:
		return ""
	}
	return e.Print(stack)
}
