package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/ledger"
)

// Listed is an occurrence that a digest tells of.
type Listed struct {
	Index int        // of the occurrence in the input
	Key   ledger.Key // of the mail that the digest takes the place of
}

// together is the mails of one notification to one person that may become one.
type together struct {
	of    *digest
	to    string
	about any // the customer of the data; nil if nobody is addressed
	list  []int
}

// digests makes of several mails of a notification to one recipient, about one
// customer, a mail that lists them. Where their data makes no sound digest, they
// stay mails of their own.
func (s *Set) digests(in *Input, list []Decision) {
	for _, t := range gather(in, list) {
		for part := range slices.Chunk(t.list, digestMost) {
			if len(part) < t.of.from {
				continue
			}
			data, ok := t.of.data(in, list, part)
			if !ok {
				continue
			}
			s.lead(&list[part[0]], t.of, data, list, part)
			for _, i := range part[1:] {
				list[i].Outcome = ""
				list[i].fail("digest", InDigest, "it is listed in the mail "+t.of.event.ID+" of "+list[part[0]].Occurrence)
			}
		}
	}
}

// gather finds the mails that may become one. A second step of an occurrence is
// a mail of its own.
func gather(in *Input, list []Decision) []*together {
	var all []*together
	for i := range list {
		d := &list[i]
		if d.Outcome != Send || d.digest == nil || len(d.To) != 1 {
			continue
		}
		var about any
		if at := d.digest.customer; at >= 0 {
			about = reflect.ValueOf(in.Occurrences[d.index].Data).Elem().Field(at).Interface()
		}
		to := strings.ToLower(d.To[0].Email)
		at := slices.IndexFunc(all, func(t *together) bool {
			return t.of == d.digest && t.to == to && reflect.DeepEqual(t.about, about) &&
				!slices.ContainsFunc(t.list, func(j int) bool { return list[j].index == d.index })
		})
		if at < 0 {
			all = append(all, &together{of: d.digest, to: to, about: about})
			at = len(all) - 1
		}
		all[at].list = append(all[at].list, i)
	}
	return all
}

// lead makes of the first decision the one about the digest.
func (s *Set) lead(d *Decision, of *digest, data any, list []Decision, part []int) {
	var keys []string
	for _, i := range part {
		keys = append(keys, list[i].Occurrence)
		d.Lists = append(d.Lists, Listed{list[i].index, list[i].Key})
	}
	d.pass("digest", fmt.Sprintf("one mail lists %d: %s", len(part), strings.Join(keys, ", ")))
	d.Event, d.data = of.event.ID, data
	language := ""
	if len(d.LocaleChain) > 0 {
		language = d.LocaleChain[0]
	}
	s.words(d, of.event.ID, language)
}

// data is a pointer to the data of a digest; false if it is not sound.
func (g *digest) data(in *Input, list []Decision, part []int) (any, bool) {
	made := reflect.New(g.event.Data)
	items := reflect.MakeSlice(reflect.SliceOf(g.entryType), 0, len(part))
	var totals []events.Money
	for n, i := range part {
		o := &in.Occurrences[list[i].index]
		source := reflect.ValueOf(o.Data).Elem()
		if n == 0 {
			copyFields(made.Elem(), source, g.top)
		}
		entry := reflect.New(g.entryType).Elem()
		copyFields(entry, source, g.entry)
		items = reflect.Append(items, entry)
		if g.totals < 0 {
			continue
		}
		row := g.notification.scope.bind(g.notification.layout, o, in.Now)
		amount, given := row[g.total].Ref.(*events.Money)
		if given && !addTo(&totals, *amount) {
			return nil, false
		}
	}
	made.Elem().Field(g.items).Set(items)
	if g.totals >= 0 {
		sums := reflect.MakeSlice(reflect.SliceOf(g.totalsEntry), len(totals), len(totals))
		for i, total := range totals {
			sums.Index(i).Field(g.amount).Set(reflect.ValueOf(total))
		}
		made.Elem().Field(g.totals).Set(sums)
	}
	return made.Interface(), g.event.Validate(made.Interface()) == nil
}

func copyFields(to, from reflect.Value, pairs []copied) {
	for _, p := range pairs {
		value, place := from.Field(p.from), to.Field(p.to)
		if value.Type() == place.Type() {
			place.Set(value)
			continue
		}
		pointer := reflect.New(value.Type())
		pointer.Elem().Set(value)
		place.Set(pointer)
	}
}

// addTo adds an amount to the total of its currency.
func addTo(totals *[]events.Money, amount events.Money) bool {
	i := slices.IndexFunc(*totals, func(m events.Money) bool { return m.Currency() == amount.Currency() })
	if i < 0 {
		*totals = append(*totals, amount)
		return true
	}
	sum, err := (*totals)[i].Add(amount)
	if err != nil {
		return false
	}
	(*totals)[i] = sum
	return true
}
