package billet_test

import (
	"context"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
)

// With marks, every block element says where it was written, also in an
// included file, and so does every element of the layout; without them nothing of it is left.
func TestMarks(t *testing.T) {
	files := txtar.Parse([]byte(`
-- en.md --
---
subject: "{{ invoice.amount_due }}"
---
# Hello

{% include "pay.md" %}
-- partials/pay.md --
{% if days_overdue > 3 %}
[Pay]({{ invoice.pay_url }})
{% else %}
[Pay soon]({{ invoice.pay_url }})
{% endif %}
`)).Files
	page := func(marks bool) string {
		folder, err := billet.Open(folderOf(files), billet.Options{Marks: marks})
		require.NoError(t, err)
		data, err := folder.Sample("payment_overdue", "")
		require.NoError(t, err)
		m, err := folder.Render(context.Background(), billet.RenderRequest{Event: "payment_overdue", Data: data, Now: billet.SampleTime()})
		require.NoError(t, err)
		return m.HTML()
	}
	marked := page(true)
	assert.Contains(t, marked, `<h1 data-billet-at="templates/payment_overdue/en.md:4:1">Hello</h1>`)
	assert.Contains(t, marked, `<p data-billet-at="partials/pay.md:2:1">`)
	assert.Contains(t, marked, `<body data-billet-at="layouts/default.html:`)
	assert.NotContains(t, page(false), "data-billet-at")
}
