package preview_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/preview"
)

// paletteOf is the palette by path.
func paletteOf(t testing.TB, h http.Handler, query string) map[string]object {
	entries := map[string]object{}
	for _, each := range get(t, h, "/api/placeholders?"+query)["placeholders"].([]any) {
		entries[each.(object)["path"].(string)] = each.(object)
	}
	return entries
}

func TestPalette(t *testing.T) {
	h := handler(t, preview.Options{Folder: withParcel(t)})
	overdue := paletteOf(t, h, "event=payment_overdue&locale=fr&sample=rich")
	bare := paletteOf(t, h, "event=payment_overdue&locale=fr&sample=plain&dials=lines-0")
	parcel := paletteOf(t, h, "event=parcel_sent&locale=en&sample=rich")
	for name, test := range map[string]struct {
		entry         object
		insert, value string
		inside        []any
	}{
		"required":        {overdue["customer.name"], "{{ customer.name }}", "Anaïs Moreau", []any{}},
		"optional":        {overdue["customer.company"], "{% if customer.company %}{{ customer.company }}{% endif %}", "Moreau & Filles SARL", []any{}},
		"money":           {overdue["invoice.amount_due"], "{{ invoice.amount_due }}", "994,68\u00a0$CA", []any{}},
		"derived":         {overdue["days_overdue"], "{{ days_overdue }}", "20", []any{}},
		"list":            {overdue["invoice.lines"], "{% for line in invoice.lines %}\n{{ line.description }}\n{% endfor %}", "3 ×", []any{}},
		"in a list":       {overdue["invoice.taxes[].rate"], "{{ tax.rate }}", "5\u00a0%", []any{"{% for tax in invoice.taxes %}"}},
		"optional inside": {overdue["invoice.lines[].period_end"], "{% if line.period_end %}{{ line.period_end }}{% endif %}", "31 décembre 2026", []any{"{% for line in invoice.lines %}"}},
		"empty list":      {bare["invoice.lines"], "{% for line in invoice.lines %}\n{{ line.description }}\n{% endfor %}", "0 ×", []any{}},
		"in an empty one": {bare["invoice.lines[].amount"], "{{ line.amount }}", "", []any{"{% for line in invoice.lines %}"}},
		"group":           {overdue["customer"], "", "", []any{}},
		"optional group":  {overdue["subscription"], "{% if subscription %}\n{% endif %}", "", []any{}},
		"enum":            {overdue["subscription.period"], `{% if subscription.period %}{{ subscription.period|label:"period" }}{% endif %}`, "quarter", []any{}},
		"enum, no string": {parcel["way"], "{% if way == \"road\" %}\n{% endif %}", "road", []any{}},
		"bool":            {parcel["insured"], "{% if insured %}\n{% endif %}", "true", []any{}},
		"markdown":        {parcel["words"], "{% if words %}\n{{ words }}\n{% endif %}", "**Thank** you", []any{}},
		"file":            {parcel["boxes[].label"], "{% if box.label %}\n{% endif %}", "", []any{"{% for box in boxes %}"}},
		"list in a list":  {parcel["boxes[].entries"], "{% for entry in box.entries %}\n{{ entry.title }}\n{% endfor %}", "1 ×", []any{"{% for box in boxes %}"}},
		"deep":            {parcel["boxes[].entries[].title"], "{{ entry.title }}", "Book", []any{"{% for box in boxes %}", "{% for entry in box.entries %}"}},
		"taken name":      {parcel["letters[].text"], "{{ item.text }}", "Dear", []any{"{% for item in letters %}"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.NotNil(t, test.entry)
			assert.Equal(t, test.insert, test.entry["insert"])
			assert.Equal(t, test.value, test.entry["value"])
			assert.Equal(t, test.inside, test.entry["inside"])
		})
	}
	assert.Equal(t, true, overdue["invoice.amount_due"]["required"])
	assert.Equal(t, false, overdue["customer.name"]["required"])
}

func TestPaletteFilters(t *testing.T) {
	h := handler(t, preview.Options{})
	filters := func(entry object) map[string]object {
		all := map[string]object{}
		for _, each := range entry["filters"].([]any) {
			all[each.(object)["filter"].(string)] = each.(object)
		}
		return all
	}
	overdue := paletteOf(t, h, "event=payment_overdue&locale=fr&sample=rich")
	money := filters(overdue["invoice.amount_due"])
	assert.Equal(t, object{"filter": `money:"code"`, "value": "994,68\u00a0CAD", "insert": `{{ invoice.amount_due|money:"code" }}`}, money[`money:"code"`])
	assert.NotContains(t, money, "upper")
	assert.NotContains(t, money, `default:"…"`, "it is never absent")
	name := filters(overdue["customer.name"])
	assert.Equal(t, "ANAÏS MOREAU", name["upper"]["value"])
	assert.NotContains(t, name, "divisibleby:2", "it prints nothing")
	company := filters(overdue["customer.company"])
	assert.Equal(t, `{{ customer.company|default:"…" }}`, company[`default:"…"`]["insert"])
	assert.Equal(t, "{% if customer.company %}{{ customer.company|upper }}{% endif %}", company["upper"]["insert"])
	line := filters(overdue["invoice.lines[].description"])
	assert.Equal(t, "{{ line.description|wordcount }}", line["wordcount"]["insert"])
	assert.NotEmpty(t, line["wordcount"]["value"])
	lines := filters(overdue["invoice.lines"])
	assert.Equal(t, "3", lines["length"]["value"])
	assert.NotEmpty(t, lines[`list:"description"`]["value"])
	assert.NotContains(t, lines, `list:"currency"`)

	absent := filters(paletteOf(t, h, "event=payment_overdue&locale=en&sample=plain")["customer.company"])
	assert.Equal(t, "…", absent[`default:"…"`]["value"])
	assert.Equal(t, "", absent["upper"]["value"])
}

// What the palette offers compiles, for every event and language; every filter
// that can be printed is offered somewhere.
func TestPaletteCompiles(t *testing.T) {
	d := withParcel(t)
	h := handler(t, preview.Options{Folder: d})
	catalogue, err := billet.Events(d)
	require.NoError(t, err)
	offered := map[string]bool{}
	for _, event := range catalogue.All() {
		for _, locale := range []string{"en", "fr"} {
			d.write("templates/palette_"+event.ID+"/"+locale+".md", paletteTemplate(t, h, event, locale, offered))
		}
	}
	_, err = billet.Open(d, billet.Options{})
	require.NoError(t, err)
	for _, filter := range expr.Filters() {
		assert.Equal(t, filter.Name != "divisibleby", offered[filter.Name], filter.Name)
	}
}

// paletteTemplate is a template with all that is offered.
func paletteTemplate(t testing.TB, h http.Handler, event *events.Event, locale string, offered map[string]bool) string {
	var b strings.Builder
	b.WriteString("---\nevents: [" + event.ID + "]\nsubject: a\npreheader: b\n---\n")
	answer := get(t, h, "/api/placeholders?event="+event.ID+"&locale="+locale)
	require.Len(t, answer["placeholders"], len(event.Document().Placeholders))
	for _, each := range answer["placeholders"].([]any) {
		entry := each.(object)
		heads := entry["inside"].([]any)
		for _, head := range heads {
			b.WriteString(head.(string) + "\n\n")
		}
		b.WriteString(entry["insert"].(string) + "\n\n")
		for _, filter := range entry["filters"].([]any) {
			name, _, _ := strings.Cut(filter.(object)["filter"].(string), ":")
			offered[name] = true
			b.WriteString(filter.(object)["insert"].(string) + "\n\n")
		}
		for range heads {
			b.WriteString("{% endfor %}\n\n")
		}
	}
	return b.String()
}

// Values of data with faults are not known; what to write is.
func TestPaletteOfFaultyData(t *testing.T) {
	d := newDisk(t)
	d.write("samples/signup/faulty.json", `{"customer": 1}`)
	h := handler(t, preview.Options{Folder: d})
	for path, entry := range paletteOf(t, h, "event=signup&locale=en&sample=faulty") {
		assert.Empty(t, entry["value"], path)
		assert.NotNil(t, entry["filters"], path)
	}
}
