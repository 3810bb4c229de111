package preview_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/preview"
)

// declared is an event of one's own with every kind of field, lists in lists
// among them.
const declared = `
events:
  parcel_sent:
    title: Parcel sent
    description: When a parcel leaves.
    required: [number]
    fields:
      customer: customer
      invoice: {type: invoice, optional: true}
      number: {type: string, doc: Its number., example: P-1, max: 20}
      letter: {type: string, doc: One letter., example: A, max: 1}
      note: {type: text, optional: true, doc: A note., example: "Ring twice"}
      words: {type: markdown, optional: true, doc: Words., example: "**Thank** you"}
      way: {type: enum, doc: How it goes., example: road, values: [road, air]}
      weight: {type: decimal, optional: true, doc: In kilograms., example: "1.5"}
      insured: {type: bool, optional: true, doc: Whether it is insured., example: "true"}
      left_at: {type: datetime, optional: true, doc: When it left., example: "2026-11-20T09:00:00+01:00"}
      boxes:
        type: list
        doc: The boxes.
        max: 5
        fields:
          name: {type: string, doc: Its name., example: Box}
          label: {type: file, optional: true, doc: Its label., example: {name: a.pdf, media_type: application/pdf, bytes: QQ==}}
          price: {type: money, doc: Its price., example: {amount: "4.90", currency: EUR}}
          entries:
            type: list
            doc: What is in it.
            fields:
              title: {type: string, doc: What it is., example: Book}
`

const parcelTemplate = `---
subject: "Parcel {{ number }} for {{ customer.name }}"
preheader: "{{ letter }}"
---
# Parcel {{ number }}

{% if note %}
{{ note }}
{% endif %}
{% if words %}
{{ words }}
{% endif %}

{% for box in boxes %}
- **{{ box.name }}** {{ box.price }}: {{ box.entries|list:"title" }}
{% endfor %}

{% if invoice %}
| Item | Amount |
|------|-------:|
{% for line in invoice.lines %}
| {{ line.description }} | {{ line.amount }} |
{% endfor %}
| Total | {{ invoice.total }} |
{% endif %}
`

// write puts a file in its place.
func (d *disk) write(name, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	files := fstest.MapFS{}
	for n, f := range d.files {
		files[n] = f
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	d.files = files
}

// withDeclared is the starter with an event of its own.
func withDeclared(t testing.TB) *disk {
	d := newDisk(t)
	d.edit("billet.yaml", "languages:\n", declared[1:]+"\nlanguages:\n")
	d.write("templates/parcel_sent/en.md", parcelTemplate)
	d.write("templates/parcel_sent/fr.md", parcelTemplate)
	return d
}

func dialNames() []string {
	return []string{"lines-0", "lines-1", "lines-300", "no-optional", "rtl", "markup", "long", "pseudo"}
}

// Every dial, and every pair of them, makes valid data and a mail without a
// fault, for every event, sample and language.
func TestDialsEverywhere(t *testing.T) {
	d := withDeclared(t)
	h := handler(t, preview.Options{Folder: d})
	catalogue, err := billet.Events(d)
	require.NoError(t, err)
	names := dialNames()
	chosen := slices.Clone(names)
	for i, a := range names {
		for _, b := range names[i+1:] {
			if !strings.HasPrefix(a, "lines") || !strings.HasPrefix(b, "lines") {
				chosen = append(chosen, a+","+b)
			}
		}
	}
	for _, each := range get(t, h, "/api/folder")["mails"].([]any) {
		group := each.(object)
		template, id := group["template"].(string), group["event"].(string)
		t.Run(template, func(t *testing.T) {
			t.Parallel()
			event, ok := catalogue.Lookup(id)
			require.True(t, ok)
			for _, sample := range group["samples"].([]any) {
				for _, dials := range chosen {
					query := "template=" + template + "&event=" + id + "&sample=" + sample.(string) + "&dials=" + dials
					text := get(t, h, "/api/sample?"+query)["text"].(string)
					data, err := event.Decode(diag.NewSource("data", text))
					require.NoError(t, err, query)
					require.NoError(t, event.Validate(data), query)
					for _, locale := range group["locales"].([]any) {
						mail := get(t, h, "/api/mail?locale="+locale.(string)+"&"+query)
						require.Empty(t, mail["faults"], query)
						require.NotEmpty(t, mail["subject"], query)
						require.NotEmpty(t, mail["html"], query)
					}
				}
			}
		})
	}
}

// dialled is the data of a sample under dials.
func dialled[T any](t *testing.T, h http.Handler, event, sample, dials string) T {
	var data T
	text := get(t, h, "/api/sample?event="+event+"&sample="+sample+"&dials="+dials)["text"].(string)
	require.NoError(t, json.Unmarshal([]byte(text), &data))
	return data
}

func TestDials(t *testing.T) {
	h := handler(t, preview.Options{})
	overdue := func(dials string) events.PaymentOverdue {
		return dialled[events.PaymentOverdue](t, h, "payment_overdue", "rich", dials)
	}
	given := overdue("")
	require.NotEmpty(t, given.Invoice.Lines)

	t.Run("lines", func(t *testing.T) {
		for dials, want := range map[string]int{"lines-0": 0, "lines-1": 1, "lines-300": 300} {
			got := overdue(dials)
			assert.Len(t, got.Invoice.Lines, want)
			assert.Len(t, got.Invoice.Taxes, min(want, 20), "as many as there may be")
		}
		got := overdue("lines-300")
		assert.Equal(t, given.Invoice.Lines[0], got.Invoice.Lines[len(given.Invoice.Lines)])
		assert.NotEqual(t, given.Invoice.AmountDue, got.Invoice.AmountDue)
		bought := dialled[events.Purchase](t, h, "purchase", "rich", "lines-300")
		assert.Equal(t, bought.Invoice.Total, bought.Amount)
		plain := dialled[events.PaymentOverdue](t, h, "payment_overdue", "plain", "lines-300")
		assert.Len(t, plain.Invoice.Lines, 300, "the sample has no line of its own")
	})
	t.Run("optional", func(t *testing.T) {
		got := overdue("no-optional")
		assert.Empty(t, got.Customer.Company)
		assert.Empty(t, got.Invoice.Lines)
		assert.Nil(t, got.Subscription)
		assert.True(t, got.LateFee.IsZero())
		assert.Equal(t, got.Invoice.Subtotal, got.Invoice.AmountDue, "nothing is paid or taxed")
		got = overdue("no-optional,lines-300")
		assert.Len(t, got.Invoice.Lines, 300)
		assert.True(t, got.Invoice.Lines[0].PeriodStart.IsZero())
		changed := dialled[events.PaymentDataChanged](t, h, "payment_data_changed", "plain", "no-optional")
		assert.NotNil(t, changed.Card, "the method is card")
	})
	t.Run("words", func(t *testing.T) {
		got := overdue("rtl")
		assert.Equal(t, "ليلى عبد الرحمن الحسيني", got.Customer.Name)
		assert.Equal(t, given.Invoice.Number, got.Invoice.Number)
		assert.Equal(t, given.Customer.Language, got.Customer.Language)
		assert.Contains(t, got.Invoice.Lines[0].Description+got.Invoice.Lines[1].Description, "חבילת")

		got = overdue("long")
		assert.Equal(t, 500, utf8.RuneCountInString(got.Customer.Name))
		assert.True(t, strings.HasPrefix(got.Customer.Name, given.Customer.Name+" "+given.Customer.Name))
		parts := strings.Fields(got.Customer.Name)
		assert.Equal(t, 120, utf8.RuneCountInString(parts[len(parts)-1]), "it cannot be broken")
		assert.Equal(t, 100, utf8.RuneCountInString(got.Invoice.Number))

		got = overdue("markup")
		for _, each := range []string{"<b>", "&amp;", `"`, "'", "`", "|", "](", "{{"} {
			assert.Contains(t, got.Customer.Name, each)
		}
		assert.NotContains(t, got.Customer.Name, "\n")
		assert.Contains(t, string(got.Merchant.Address), "\n# ")
		page := probe{path: "/mail.html?template=payment_overdue&event=payment_overdue&sample=rich&dials=markup&locale=en"}.send(h).Body.String()
		assert.Contains(t, page, "&lt;b&gt;&amp;amp;")
		assert.NotContains(t, page, "<b>&amp;")
	})
	assert.Equal(t, overdue("long,rtl,markup"), overdue("markup,long,rtl,rtl"), "the order does not matter")
}

// Edited data is turned too.
func TestDialsOnEditedData(t *testing.T) {
	h := handler(t, preview.Options{})
	text := get(t, h, "/api/sample?event=signup&sample=plain")["text"].(string)
	id := post(t, h, "signup", strings.Replace(text, `"Jonas"`, `"Edgar"`, 1))["id"].(string)
	mail := get(t, h, "/api/mail?"+aboutSignup+"&data="+id+"&dials=markup")
	assert.Contains(t, mail["text"], "Edgar <b>&amp;")
	assert.Contains(t, mail["html_url"], "dials=markup")
}

func TestDialsThatDoNotFit(t *testing.T) {
	d := withDeclared(t)
	d.write("samples/signup/faulty.json", `{"customer": 1}`)
	d.write("samples/parcel_sent/bare.json", `{"customer":{"id":"1","name":"Jo","email":"jo@example.com"},"number":"1","letter":"A","way":"air","boxes":[]}`)
	h := handler(t, preview.Options{Folder: d})
	for name, test := range map[string]struct{ event, sample, dial, reason string }{
		"no list":       {"trial_ending", "rich", "lines-300", "the event has no list"},
		"absent list":   {"signup", "plain", "lines-1", "there is no invoice in this data, and so no list (choose another sample)"},
		"faulty data":   {"signup", "faulty", "long", "the data has faults"},
		"not optional":  {"parcel_sent", "bare", "no-optional", "this data has no optional values"},
		"fits":          {"parcel_sent", "bare", "lines-300", ""},
		"pseudo always": {"trial_ending", "plain", "pseudo", ""},
	} {
		t.Run(name, func(t *testing.T) {
			query := "event=" + test.event + "&sample=" + test.sample
			found := false
			for _, each := range get(t, h, "/api/dials?"+query)["dials"].([]any) {
				entry := each.(object)
				assert.NotEmpty(t, entry["title"])
				assert.NotEmpty(t, entry["meaning"])
				if entry["name"] == test.dial {
					found = true
					assert.Equal(t, test.reason, entry["reason"])
				}
			}
			assert.True(t, found)
			if test.reason == "" {
				return
			}
			given := get(t, h, "/api/sample?"+query)
			assert.Equal(t, given, get(t, h, "/api/sample?"+query+"&dials="+test.dial), "nothing changes")
			if test.event != "parcel_sent" {
				mail := get(t, h, "/api/mail?locale=en&"+query+"&dials="+test.dial)
				assert.Equal(t, []any{object{"name": test.dial, "reason": test.reason}}, mail["unfit_dials"])
			}
		})
	}
}

func TestDialsRefused(t *testing.T) {
	h := handler(t, preview.Options{})
	for dials, want := range map[string]struct {
		status int
		words  string
	}{
		"lnog":              {404, `there is no dial \"lnog\" (did you mean long?)`},
		"long,,rtl,":        {200, ""},
		"lines-2":           {404, "there is no dial"},
		"lines-0,lines-300": {400, "choose one of the dials lines-0 and lines-300"},
		"LONG":              {404, "there is no dial"},
	} {
		for _, path := range []string{"/api/mail", "/api/sample", "/api/placeholders", "/mail.html", "/api/dials"} {
			w := probe{path: path + "?" + aboutSignup + "&dials=" + dials}.send(h)
			assert.Equal(t, want.status, w.Code, path+dials)
			assert.Contains(t, w.Body.String(), want.words)
		}
	}
}
