package events

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

// TestStretchSamples stretches every sample of every event: the result is valid
// data with lists of the length asked for, and the sample stays as it was.
func TestStretchSamples(t *testing.T) {
	stretched := 0
	for _, e := range Canonical().All() {
		for _, sample := range e.Samples() {
			data, err := e.Decode(sample.Source)
			require.NoError(t, err)
			before, err := json.Marshal(data)
			require.NoError(t, err)
			for _, n := range []int{0, 1, 7, 300} {
				long, err := e.Stretch(data, n)
				if errors.Is(err, ErrNoList) {
					continue
				}
				require.NoError(t, err, "%s %s %d", e.ID, sample.Variant, n)
				require.NoError(t, e.Validate(long))
				visitLists(e.Fields(), reflect.ValueOf(long).Elem(), "", func(l list) {
					assert.Equal(t, min(n, l.most()), l.value.Len(), "%s %s %s", e.ID, sample.Variant, l.path)
					stretched++
				})
			}
			after, err := json.Marshal(data)
			require.NoError(t, err)
			assert.JSONEq(t, string(before), string(after))
		}
	}
	assert.Greater(t, stretched, 50)
}

func TestStretch(t *testing.T) {
	e, _ := Canonical().Lookup("payment_overdue")
	sample := func(variant string) *PaymentOverdue {
		for _, s := range e.Samples() {
			if s.Variant == variant {
				data, err := e.Decode(s.Source)
				require.NoError(t, err)
				return data.(*PaymentOverdue)
			}
		}
		t.Fatalf("no sample %s", variant)
		return nil
	}
	t.Run("entries repeat, and sums follow", func(t *testing.T) {
		given := sample("rich")
		long, err := e.Stretch(*given, 300)
		require.NoError(t, err)
		got := long.(*PaymentOverdue).Invoice
		require.Greater(t, len(given.Invoice.Lines), 1)
		assert.Len(t, got.Lines, 300)
		assert.Equal(t, given.Invoice.Lines[0], got.Lines[len(given.Invoice.Lines)])
		assert.Len(t, got.Taxes, 20, "as many as there may be")
		more, err := got.Total.Cmp(given.Invoice.Total)
		require.NoError(t, err)
		assert.Positive(t, more)
	})
	t.Run("an empty list takes an entry of a sample, in the currency of the invoice", func(t *testing.T) {
		given := sample("plain")
		given.Invoice.Lines = nil
		require.NoError(t, e.Validate(given))
		long, err := e.Stretch(given, 2)
		require.NoError(t, err)
		got := long.(*PaymentOverdue).Invoice
		require.Len(t, got.Lines, 2)
		assert.Equal(t, got.Currency, got.Lines[0].Amount.Currency())
	})
	t.Run("an event without a list", func(t *testing.T) {
		e, _ := Canonical().Lookup("card_expired")
		data, err := e.Decode(e.Samples()[0].Source)
		require.NoError(t, err)
		_, err = e.Stretch(data, 3)
		assert.ErrorIs(t, err, ErrNoList)
	})
	t.Run("data of another event", func(t *testing.T) {
		for _, data := range []any{nil, &CardExpired{}, (*PaymentOverdue)(nil), 5} {
			_, err := e.Stretch(data, 3)
			assert.ErrorContains(t, err, "payment_overdue")
		}
	})
	t.Run("more than a sum can hold", func(t *testing.T) {
		given := sample("plain")
		huge, err := NewMoney("9999999999999999.99", given.Invoice.Currency)
		require.NoError(t, err)
		given.Invoice.Lines = []Line{{Description: "A", Quantity: DecimalFromInt(1), UnitPrice: huge, Amount: huge}}
		_, err = e.Stretch(given, 300)
		var faults diag.List
		assert.ErrorAs(t, err, &faults)
	})
}

// Lists of events of one's own are stretched too; lists in their entries keep
// their length.
func TestStretchCustom(t *testing.T) {
	e, err := FromSchema(EventSchema{
		ID: "parcel_sent", Title: "Parcel sent", Description: "A parcel has left.",
		Fields: []SchemaField{
			{Name: "boxes", Type: "list", Doc: "Boxes.", Max: 200, Fields: []SchemaField{
				{Name: "weight", Type: "integer", Doc: "In grams.", Example: "12"},
				{Name: "items", Type: "list", Doc: "What is in it.", Fields: []SchemaField{
					{Name: "name", Type: "string", Doc: "What it is.", Example: "Cup"},
				}},
			}},
		},
	})
	require.NoError(t, err)
	data, err := e.Decode(e.Samples()[0].Source)
	require.NoError(t, err)
	long, err := e.Stretch(data, 300)
	require.NoError(t, err)
	lengths := map[string]int{}
	visitLists(e.Fields(), reflect.ValueOf(long).Elem(), "", func(l list) { lengths[l.path] = l.value.Len() })
	assert.Equal(t, map[string]int{"boxes": 200, "boxes[].items": 1}, lengths)
}
