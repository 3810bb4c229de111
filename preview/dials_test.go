package preview_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/preview"
)

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

// withParcel is the starter with an event of one's own.
func withParcel(t testing.TB) *disk {
	parcel := os.DirFS("testdata/parcel")
	read := func(name string) string {
		text, err := fs.ReadFile(parcel, name)
		require.NoError(t, err)
		return string(text)
	}
	d := newDisk(t)
	d.edit("billet.yaml", "languages:\n", read("events.yaml")+"\nlanguages:\n")
	for _, name := range []string{"templates/parcel_sent/en.md", "templates/parcel_sent/fr.md"} {
		d.write(name, read(name))
	}
	return d
}

// Every dial with every sample, and every pair of dials with the richest one,
// makes valid data and a mail without a fault, for every event and language.
func TestDialsEverywhere(t *testing.T) {
	reloader := billet.NewReloader(withParcel(t), billet.Options{Marks: true})
	contents := reloader.Contents()
	single := preview.Dials()
	all := slices.Clone(single)
	for i, a := range single {
		for _, b := range single[i+1:] {
			if !strings.HasPrefix(a, "lines") || !strings.HasPrefix(b, "lines") {
				all = append(all, a+","+b)
			}
		}
	}
	for _, template := range contents.Templates {
		t.Run(template.Name, func(t *testing.T) {
			t.Parallel()
			opened := reloader.Template(template.Name)
			require.NoError(t, opened.Err)
			event, ok := contents.Events.Lookup(template.Events[0])
			require.True(t, ok)
			for _, sample := range contents.Samples(event.ID) {
				chosen := single
				if sample.Variant == "rich" {
					chosen = all
				}
				for _, dials := range chosen {
					data, unfit := preview.Turned(t, event, sample, contents.Samples(event.ID), dials)
					for name, reason := range unfit { // there is nothing that it could change
						require.Regexp(t, "^(lines-.*no list|no-optional this data has no optional values)", name+" "+reason)
						require.False(t, sample.Variant == "rich" && name == "no-optional")
					}
					for _, locale := range template.Locales {
						mail, err := opened.Folder.Render(t.Context(), billet.RenderRequest{
							Event: event.ID, Template: template.Name, Locale: locale, Data: data, Now: billet.SampleTime(),
						})
						require.NoError(t, err, sample.Variant+" "+dials)
						shown, err := preview.Shown(mail, dials)
						require.NoError(t, err)
						require.NotEmpty(t, shown.Subject())
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
	d := withParcel(t)
	d.write("samples/payment_overdue/yen.json", `{
		"customer": {"id": "1", "name": "Jo", "email": "jo@example.com"},
		"merchant": {"name": "M", "support_email": "m@example.com", "website": "https://example.com"},
		"invoice": {"number": "1", "issued_on": "2026-10-01", "due_on": "2026-10-02", "currency": "JPY", "pay_url": "https://example.com",
			"subtotal": {"amount": "100", "currency": "JPY"}, "total": {"amount": "100", "currency": "JPY"}, "amount_due": {"amount": "100", "currency": "JPY"}}}`)
	h := handler(t, preview.Options{Folder: d})
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
		assert.Len(t, bought.Invoice.Lines, 300)
		assert.Equal(t, bought.Invoice.Total, bought.Amount)
		yen := dialled[events.PaymentOverdue](t, h, "payment_overdue", "yen", "lines-300")
		assert.Len(t, yen.Invoice.Lines, 300, "the sample has no line of its own")
		assert.Equal(t, "JPY", yen.Invoice.Lines[0].UnitPrice.Currency())
		assert.Equal(t, "1470000", yen.Invoice.Subtotal.Number())
		parcel := dialled[struct {
			Boxes []struct {
				Entries []struct{ Title string }
			}
		}](t, h, "parcel_sent", "rich", "lines-300,markup")
		require.Len(t, parcel.Boxes, 5, "as many as there may be")
		require.Len(t, parcel.Boxes[4].Entries, 1, "lists in lists keep their length")
		assert.Equal(t, 1, strings.Count(parcel.Boxes[4].Entries[0].Title, "<b>"))
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
		bought := dialled[events.Purchase](t, h, "purchase", "rich", "no-optional,lines-300")
		require.NotNil(t, bought.Invoice, "the lists are in it")
		assert.Nil(t, bought.Payment)
		assert.Nil(t, dialled[events.Purchase](t, h, "purchase", "rich", "no-optional").Invoice)
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
	d := withParcel(t)
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

// The package's documentation lists every dial.
func TestDialsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	for _, name := range preview.Dials() {
		assert.Regexp(t, "(?m)^//\t(.*, )?"+name+"(,| )", string(text))
	}
}

// What was paid of a large invoice is not paid of a small one, which would not
// be overdue then.
func TestDialsKeepAnInvoiceUnpaid(t *testing.T) {
	d := newDisk(t)
	h := handler(t, preview.Options{Folder: d})
	text := get(t, h, "/api/sample?event=payment_overdue&sample=plain&dials=lines-300")["text"].(string)
	var large events.PaymentOverdue
	require.NoError(t, json.Unmarshal([]byte(text), &large))
	large.Invoice.Paid = large.Invoice.Lines[0].Amount.Mul(events.DecimalFromInt(200))
	due, err := large.Invoice.Total.Sub(large.Invoice.Paid)
	require.NoError(t, err)
	large.Invoice.AmountDue = due
	written, err := json.Marshal(large)
	require.NoError(t, err)
	d.write("samples/payment_overdue/paid.json", string(written))
	h = handler(t, preview.Options{Folder: d})
	assert.False(t, dialled[events.PaymentOverdue](t, h, "payment_overdue", "paid", "").Invoice.Paid.IsZero())
	small := dialled[events.PaymentOverdue](t, h, "payment_overdue", "paid", "lines-1")
	assert.Len(t, small.Invoice.Lines, 1)
	assert.True(t, small.Invoice.Paid.IsZero())
	assert.Equal(t, small.Invoice.Total, small.Invoice.AmountDue)
}
