package starter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// check is something that holds for every mail of the starter, and mails for
// which it does not hold.
type check struct {
	name   string
	faults func(m *sampleMail) []string
	broken []breakage
}

// breakage puts a fault into the mail that breaking gives.
type breakage struct{ part, old, new string }

func checks() []check {
	return slices.Concat(pageChecks(), emptyChecks(), linkChecks(), printedChecks(), frenchChecks())
}

// TestMails holds every mail against every check.
func TestMails(t *testing.T) {
	t.Parallel()
	for _, m := range mails(t) {
		t.Run(m.template+"/"+m.locale+"/"+m.name(), func(t *testing.T) {
			for _, c := range checks() {
				assert.Empty(t, c.faults(m), c.name)
			}
		})
	}
}

// TestChecks holds that each check finds what it is for.
func TestChecks(t *testing.T) {
	all := mails(t)
	i := slices.IndexFunc(all, func(m *sampleMail) bool {
		return m.template == "payment_overdue" && m.locale == "fr" && m.sample == "rich"
	})
	require.GreaterOrEqual(t, i, 0)
	for _, c := range checks() {
		assert.NotEmpty(t, c.broken, c.name)
		for _, b := range c.broken {
			m := *all[i]
			part := map[string]*string{"subject": &m.subject, "preheader": &m.preheader, "html": &m.html, "text": &m.text}[b.part]
			require.Contains(t, *part, b.old, c.name)
			*part = strings.ReplaceAll(*part, b.old, b.new)
			assert.NotEmpty(t, c.faults(&m), "%s: %q for %q in the %s", c.name, b.new, b.old, b.part)
		}
	}
}
