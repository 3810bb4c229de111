package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Why a mail is sent follows the day and the state of the matter, and the
// address keeps both.
func TestWhy(t *testing.T) {
	t.Parallel()
	b := opened(t, served(t, "payment_overdue"), "?view=mail&template=payment_overdue&event=payment_overdue&locale=en&sample=plain&panel=why")
	b.shows("payment-overdue, step 3, is sent to Maya Lindqvist")
	b.click("button", "paid")
	b.shows("is not sent to Maya Lindqvist", "the invoice was paid")
	assert.True(t, value[bool](b, `document.activeElement.dataset.value === "paid" && location.search.includes("matter=paid")`), "the button keeps the focus")
	b.click("button", "paid")
	b.shows("is sent to Maya Lindqvist")
	value[bool](b, `(() => { const day = document.querySelector("input[type=date]"); day.value = "2026-10-31"; day.dispatchEvent(new Event("change")); return true })()`)
	b.shows("waits to be sent to Maya Lindqvist", "until")
	b.reload()
	b.shows("waits to be sent to Maya Lindqvist")
}
