package rules

import (
	"reflect"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
)

// Names of the list of totals in the data of a digest's event, and of the amount
// in each of its entries.
const (
	digestTotals = "totals"
	digestAmount = "amount"
)

// digestMost is how many occurrences one digest lists: as many as a list of a
// declared event has without a max.
const digestMost = 100

// digest is how the data of several occurrences becomes that of one mail.
type digest struct {
	event        *events.Event
	from         int
	top, entry   []copied
	items        int // field index in the event's type
	totals       int // the same; -1 without totals
	amount       int // in an entry of the totals
	total        int // slot of what is added up
	customer     int // field index in the type of the occurrences' event; -1 if nobody is addressed
	entryType    reflect.Type
	totalsEntry  reflect.Type
	notification *notification
}

// copied is a field that both have, by its index in either type.
type copied struct{ from, to int }

// digest proves the digest of a notification. It must be called before the
// layout is sealed.
func (s *Set) digest(c *notification, report *diag.List) {
	if c.Digest == nil || c.Digest.Event.Text == "" {
		return
	}
	at := c.Digest.Event
	e, ok := s.options.Catalogue.Lookup(at.Text)
	if !ok {
		if s.options.Settings.EventsUnread || slices.Contains(s.options.Settings.FaultyEvents, at.Text) {
			return // its fault is told where it is declared
		}
		report.Add(diag.NotificationDigest, at.Range, diag.DidYouMean(at.Text, s.options.Catalogue.IDs()), "there is no event %q", at.Text)
		return
	}
	target, err := placeholders.ForEvent(e)
	if err != nil {
		report.Add(diag.NotificationDigest, at.Range, "", "%v", err)
		return
	}
	m := &matching{source: c.scope.event, report: report, c: c}
	d := &digest{event: e, from: c.Digest.From, totals: -1, total: -1, customer: -1, notification: c}
	if m.items(d, target, c.Digest.Items); !m.faulty {
		m.addUp(d, target)
		d.top = m.pairs(e.Data, target, "", c.Digest.Items.Text, digestTotals)
	}
	if f, ok := target.Lookup("customer"); ok && f.Kind == placeholders.Object {
		d.customer = goField(c.scope.event.Data, "customer")
	}
	if m.faulty || !m.words(s, e) {
		return
	}
	c.digest = d
}

// matching holds the event of a digest against that of its occurrences.
type matching struct {
	source *events.Event
	c      *notification
	report *diag.List
	faulty bool
}

func (m *matching) fault(at diag.Range, help, format string, args ...any) {
	m.faulty = true
	m.report.Add(diag.NotificationDigest, at, help, format, args...)
}

// items finds the list with an entry for each occurrence.
func (m *matching) items(d *digest, target *placeholders.Fields, word word) {
	f, ok := target.Lookup(word.Text)
	if !ok || f.Kind != placeholders.List {
		var lists []string
		for _, each := range target.All() {
			if each.Kind == placeholders.List {
				lists = append(lists, each.Name)
			}
		}
		m.fault(word.Range, diag.DidYouMean(word.Text, lists), "the event %s has no list %q", d.event.ID, word.Text)
		return
	}
	d.items = goField(d.event.Data, f.Name)
	d.entryType = d.event.Data.Field(d.items).Type.Elem()
	d.entry = m.pairs(d.entryType, f.Fields, word.Text+".")
}

// addUp finds what is added up, and the list of totals.
func (m *matching) addUp(d *digest, target *placeholders.Fields) {
	word := m.c.Digest.Total
	if word.Text == "" {
		return
	}
	var fields []*placeholders.Field
	inside := m.c.scope.fields
	for _, name := range strings.Split(word.Text, ".") {
		var f *placeholders.Field
		if inside != nil {
			f, _ = inside.Lookup(name)
		}
		if f == nil || f.Kind == placeholders.List || f.Derived() {
			m.fault(word.Range, "name an amount of the data, such as invoice.amount_due", "there is no amount %s in %s", word.Text, m.source.ID)
			return
		}
		fields, inside = append(fields, f), f.Fields
	}
	if fields[len(fields)-1].Kind != placeholders.Money {
		m.fault(word.Range, "name an amount of the data, such as invoice.amount_due", "%s is no amount", word.Text)
		return
	}
	list, ok := target.Lookup(digestTotals)
	if ok && list.Kind == placeholders.List {
		if amount, ok := list.Fields.Lookup(digestAmount); ok && amount.Kind == placeholders.Money && len(list.Fields.All()) == 1 {
			d.total = m.c.layout.Slot(fields)
			d.totals = goField(d.event.Data, digestTotals)
			d.totalsEntry = d.event.Data.Field(d.totals).Type.Elem()
			d.amount = goField(d.totalsEntry, digestAmount)
			return
		}
	}
	m.fault(word.Range, "declare totals: as a list with the field amount, of the type money", "the event %s has no list of totals", d.event.ID)
}

// pairs finds for every field of a type the one that an occurrence has. Those
// that are left out are filled otherwise.
func (m *matching) pairs(t reflect.Type, fields *placeholders.Fields, path string, leftOut ...string) []copied {
	var list []copied
	source, err := placeholders.ForEvent(m.source)
	if err != nil {
		m.fault(m.c.Digest.At, "", "%v", err)
		return nil
	}
	for _, f := range fields.All() {
		if f.Derived() || slices.Contains(leftOut, f.Name) && (f.Name != digestTotals || m.c.Digest.Total.Text != "") {
			continue
		}
		given, ok := source.Lookup(f.Name)
		if !ok || given.Derived() {
			if !f.Optional {
				m.fault(m.c.Digest.Event.Range, "make it optional, or give it a name that "+m.source.ID+" has", "%s%s is required, and %s has no %s", path, f.Name, m.source.ID, f.Name)
			}
			continue
		}
		pair := copied{goField(m.source.Data, f.Name), goField(t, f.Name)}
		from, to := m.source.Data.Field(pair.from).Type, t.Field(pair.to).Type
		switch {
		case given.Optional && !f.Optional:
			m.fault(m.c.Digest.Event.Range, "make it optional", "%s%s is required, but it may be missing in %s", path, f.Name, m.source.ID)
		case from != to && to != reflect.PointerTo(from):
			m.fault(m.c.Digest.Event.Range, "give it the type that it has in "+m.source.ID, "%s%s is something else in %s", path, f.Name, m.source.ID)
		default:
			list = append(list, pair)
		}
	}
	return list
}

// words holds that the digest has a template.
func (m *matching) words(s *Set, e *events.Event) bool {
	if !m.c.Active || s.options.Templates.Serves(e.ID, e.ID) {
		return true
	}
	m.report.Add(diag.NotificationTemplate, m.c.Digest.Event.Range,
		"write templates/"+e.ID+"/"+s.options.Settings.Languages.Default+".md", "there is no template %q for the digest", e.ID)
	return false
}

// goField is the index of a field in a struct type by its name in JSON, -1 if
// there is none.
func goField(t reflect.Type, name string) int {
	for i := range t.NumField() {
		if known, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); known == name {
			return i
		}
	}
	return -1
}
