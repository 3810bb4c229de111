package rules

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// matterView is the matter as conditions see it.
type matterView struct {
	Open          bool   `json:"open" validate:"required" doc:"Neither paid, cancelled nor archived." example:"true"`
	Paid          bool   `json:"paid" validate:"required" doc:"It was paid." example:"false"`
	Cancelled     bool   `json:"cancelled" validate:"required" doc:"It was cancelled." example:"false"`
	Archived      bool   `json:"archived" validate:"required" doc:"It was archived." example:"false"`
	Disputed      bool   `json:"disputed" validate:"required" doc:"The customer disputes it." example:"false"`
	AutoCollected bool   `json:"auto_collected" validate:"required" doc:"It is collected without the customer." example:"false"`
	OnSignature   bool   `json:"on_signature" validate:"required" doc:"It is due on signature." example:"false"`
	Paused        bool   `json:"paused" validate:"required" doc:"Mails about it are paused." example:"false"`
	Offer         string `json:"offer,omitempty" validate:"max=200" doc:"The offer that it belongs to." example:"yearly"`
}

// callView is the call as conditions see it.
type callView struct {
	Suppress bool   `json:"suppress" validate:"required" doc:"The call asks for no mail." example:"false"`
	Template string `json:"template,omitempty" validate:"max=200" doc:"The template that the call names." example:"welcome"`
}

// scope is what the conditions of an event may name: its data, matter, previous
// and call. A field of the event with one of these names hides it.
type scope struct {
	event  *events.Event
	typ    reflect.Type
	fields *placeholders.Fields
	data   []int // field indexes in the event's type, in the order of typ

	matter, previous, call int // field indexes in typ; -1 if hidden
}

func newScope(e *events.Event) (*scope, error) {
	s := &scope{event: e}
	var fields []reflect.StructField
	taken := map[string]bool{}
	for i := range e.Data.NumField() {
		f := e.Data.Field(i)
		if !f.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		taken[name] = true
		s.data = append(s.data, i)
		fields = append(fields, reflect.StructField{Name: f.Name, Type: f.Type, Tag: f.Tag})
	}
	add := func(name string, t reflect.Type, rules string) int {
		if taken[name] {
			return -1
		}
		tag := reflect.StructTag(fmt.Sprintf(`json:%q validate:%q doc:"." example:""`, name, rules))
		fields = append(fields, reflect.StructField{Name: "Billet_" + name, Type: t, Tag: tag})
		return len(fields) - 1
	}
	s.matter = add("matter", reflect.TypeFor[matterView](), "required")
	s.previous = add("previous", reflect.PointerTo(e.Data), "omitempty")
	s.call = add("call", reflect.TypeFor[callView](), "required")
	s.typ = reflect.StructOf(fields)
	var err error
	s.fields, err = placeholders.ForEvent(&events.Event{ID: e.ID, Data: s.typ, Derived: e.Derived})
	return s, err
}

// bind makes the slots of a layout of an occurrence.
func (s *scope) bind(l *placeholders.Layout, o *Occurrence, now time.Time) []placeholders.Value {
	all := reflect.New(s.typ).Elem()
	data := reflect.ValueOf(o.Data).Elem()
	for to, from := range s.data {
		all.Field(to).Set(data.Field(from))
	}
	if s.matter >= 0 {
		m := o.Matter
		all.Field(s.matter).Set(reflect.ValueOf(matterView{
			Open: !m.Paid && !m.Cancelled && !m.Archived, Paid: m.Paid, Cancelled: m.Cancelled, Archived: m.Archived,
			Disputed: m.Disputed, AutoCollected: m.AutoCollected, OnSignature: m.OnSignature, Offer: m.Offer,
			Paused: m.Paused || o.Customer.Paused,
		}))
	}
	if s.previous >= 0 && o.Previous != nil {
		all.Field(s.previous).Set(reflect.ValueOf(o.Previous))
	}
	if s.call >= 0 {
		all.Field(s.call).Set(reflect.ValueOf(callView{o.Call.Suppress, o.Call.Template}))
	}
	derived := reflect.Value{}
	if s.event.Derive != nil {
		derived = reflect.New(s.event.Derived).Elem()
		derived.Set(reflect.ValueOf(s.event.Derive(o.Data, events.Moment{Now: now})))
	}
	return l.Bind(all, derived)
}

// condition is a proved condition, with the values that it asks for.
type condition struct {
	text, why string
	expr      *expr.Expr
	facts     expr.Facts
	asks      []asked
	at        diag.Range
}

type asked struct {
	path string
	expr *expr.Expr
}

// holds works a condition out, and says in words what decided it.
func (c *condition) holds(stack *expr.Stack) (bool, string) {
	var values []string
	for _, a := range c.asks {
		values = append(values, a.path+" is "+valueText(a.expr.Eval(stack), stack.Locale))
	}
	detail := c.text
	if len(values) > 0 {
		detail += ": " + strings.Join(values, ", ")
	}
	return c.expr.True(stack), detail
}

func valueText(v placeholders.Value, l *locales.Locale) string {
	switch v.Kind {
	case placeholders.None:
		return "not given"
	case placeholders.Bool:
		if v.True() {
			return "yes"
		}
		return "no"
	case placeholders.Object, placeholders.File:
		return "given"
	case placeholders.List:
		rows, _ := v.Ref.(*placeholders.Rows)
		return fmt.Sprintf("a list of %d", rows.Len())
	}
	return cmp.Or(v.Print(l), "empty")
}

// paths lists the placeholders that an expression names, each once.
func paths(n *expr.Node, list []*expr.Node) []*expr.Node {
	if n == nil {
		return list
	}
	word := n.Path()
	known := slices.ContainsFunc(list, func(o *expr.Node) bool { return o.Path() == word })
	if n.Op == expr.Path && !known && !slices.Contains([]string{"true", "false", "True", "False", "none", "None"}, word) {
		list = append(list, n)
	}
	for _, arg := range n.Args {
		list = paths(arg, list)
	}
	return list
}
