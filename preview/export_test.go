package preview

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/mail"
)

// Dials are the names of all dials.
func Dials() []string { return namesOf(dialTable()) }

// Turned is a sample under dials, and why some of them change nothing.
func Turned(t testing.TB, event *events.Event, sample events.Sample, all []events.Sample, dials string) (*diag.Source, map[string]string) {
	chosen, err := dialsOf(dials)
	require.NoError(t, err)
	data, unfit := turn(event, sample.Source, all, chosen)
	reasons := map[string]string{}
	for _, d := range unfit {
		reasons[d.Name] = d.Reason
	}
	return data, reasons
}

// Shown is a mail as it is shown under dials.
func Shown(m *mail.Message, dials string) (*mail.Message, error) {
	if chosen, err := dialsOf(dials); err == nil && slices.Contains(namesOf(chosen), pseudoDial) {
		return pseudo(m)
	}
	return m, nil
}
