package events

import (
	"reflect"

	"github.com/billet-mail/billet/diag"
)

// related is a group whose members depend on each other in ways that tags
// cannot say.
type related interface{ relations(*relations) }

// relations takes the faults of one group.
type relations struct {
	at     string // path of the group
	found  *findings
	places places
}

// fault reports a problem of a member, unless one of the members that it was
// found by already has a fault: then nothing can be said about them together.
func (r *relations) fault(member string, judgedBy []string, p *problem) {
	for _, input := range judgedBy {
		if r.found.below(join(r.at, input)) || r.found.covers(join(r.at, input)) {
			return
		}
	}
	at := join(r.at, member)
	_, start, end := r.places.place(at)
	r.found.add(at, start, end, p)
}

// inOrder reports the second of two dates if it lies before the first. Dates
// that are absent are in order.
func (r *relations) inOrder(first string, a Date, second string, b Date) {
	if b.Days(a) < 0 {
		r.fault(second, []string{first, second}, &problem{diag.DataDateOrder, "must not be before " + first, "correct one of the two dates"})
	}
}

// positive reports an amount that is present and not more than zero.
func (r *relations) positive(member string, m Money, help string) {
	if !m.IsZero() && m.Sign() <= 0 {
		r.fault(member, []string{member}, &problem{diag.DataLimit, "must be more than zero", help})
	}
}

// invoiceCurrency reports an amount that is not in the currency of the
// invoice beside it. Without an invoice or an amount there is nothing to compare.
func (r *relations) invoiceCurrency(member string, m Money, invoice *Invoice) {
	if invoice != nil && !m.IsZero() && m.Currency() != invoice.Currency {
		r.fault(member, []string{"invoice.currency", member},
			&problem{diag.DataCurrencyMixed, "must be in the currency of the invoice", "give all amounts in one currency"})
	}
}

// missing reports a member that is optional in general, but not with what the
// member judgedBy says.
func (r *relations) missing(member, judgedBy, help string) {
	r.fault(member, []string{judgedBy, member}, &problem{diag.DataMissing, "is missing", help})
}

// groups visits the data (with a nil Field) and every object and file in it,
// from the outside in.
func groups(f *Field, fields []Field, v reflect.Value, at *path, visit func(*Field, reflect.Value, *path)) {
	visit(f, v, at)
	for i := range fields {
		member := &fields[i]
		switch member.Kind {
		case KindObject, KindFile, KindList:
			groupsIn(member, v.Field(member.Index), at.field(member.Name), visit)
		}
	}
}

func groupsIn(f *Field, v reflect.Value, at *path, visit func(*Field, reflect.Value, *path)) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch {
	case f.Kind != KindList:
		groups(f, f.Fields, v, at, visit)
	case f.Elem.Kind == KindObject || f.Elem.Kind == KindFile || f.Elem.Kind == KindList:
		for i := range v.Len() {
			groupsIn(f.Elem, v.Index(i), at.element(i), visit)
		}
	}
}
