package preview_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
)

const aboutOverdue = "event=payment_overdue&sample=plain"

// Why tells what becomes of every notification of the event, by the day and the
// state of the matter.
func TestWhy(t *testing.T) {
	h := handler(t, preview.Options{})
	for query, want := range map[string][2]string{
		"":                              {"send", "due"},
		"&at=2026-11-20":                {"send", "due"},
		"&at=2026-10-31":                {"wait", "not-yet"},
		"&matter=paid":                  {"skip", "stopped"},
		"&matter=disputed,on_signature": {"skip", "stopped"},
		"&matter=paused":                {"skip", "paused"},
	} {
		answer := get(t, h, "/api/why?"+aboutOverdue+query)
		decisions := answer["decisions"].([]any)
		require.Len(t, decisions, 1, query)
		d := decisions[0].(object)
		assert.Equal(t, want, [2]string{d["outcome"].(string), d["reason"].(string)}, query)
		assert.NotEmpty(t, d["words"], query)
		assert.NotEmpty(t, d["gates"], query)
		assert.Equal(t, "payment_overdue", d["template"], query)
		assert.Equal(t, false, answer["stale"], query)
	}
	both := get(t, h, "/api/why?event=payment_failed&sample=echeck")["decisions"].([]any)
	assert.Len(t, both, 2, "the customer's and the staff's")

	id := post(t, h, "payment_overdue", strings.Replace(sampleText(t, h), `"maya@`, `"edited@`, 1))["id"].(string)
	edited := get(t, h, "/api/why?event=payment_overdue&data="+id)["decisions"].([]any)[0].(object)
	assert.Contains(t, edited["to"].([]any)[0], "edited@", "by the data that is shown")
}

func sampleText(t *testing.T, h http.Handler) string {
	return get(t, h, "/api/sample?"+aboutOverdue)["text"].(string)
}

// A fault in the folder leaves the last good version in use, and says so.
func TestWhyStale(t *testing.T) {
	d := newDisk(t)
	changes := make(chan struct{})
	defer close(changes)
	h := handler(t, preview.Options{Folder: d, Changes: changes})
	get(t, h, "/api/why?"+aboutOverdue)
	d.edit("notifications/payment-overdue.yaml", "to: customer", "to: custmer")
	changes <- struct{}{}
	require.Eventually(t, func() bool { return get(t, h, "/api/why?"+aboutOverdue)["stale"] == true }, 5*time.Second, 5*time.Millisecond)

	broken := newDisk(t)
	broken.edit("notifications/payment-overdue.yaml", "to: customer", "to: custmer")
	w := probe{path: "/api/why?" + aboutOverdue}.send(handler(t, preview.Options{Folder: broken}))
	assert.Equal(t, 409, w.Code, w.Body.String())
}

func TestWhyRefused(t *testing.T) {
	h := handler(t, preview.Options{})
	for query, want := range map[string]int{
		"event=nothing&sample=plain":     404,
		aboutOverdue + "&data=nothing":   404,
		aboutOverdue + "&at=yesterday":   400,
		aboutOverdue + "&matter=payed":   400,
		aboutOverdue + "&matter=paid,xx": 400,
	} {
		assert.Equal(t, want, probe{path: "/api/why?" + query}.send(h).Code, query)
	}
}
