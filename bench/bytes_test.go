package bench

import (
	"bytes"
	"html"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func byteWays(t testing.TB) []Way {
	ways, err := ByteWays()
	require.NoError(t, err)
	return ways
}

// Every way to the bytes holds every value, in lines that every server takes.
func TestEveryWayToBytesHoldsEveryValue(t *testing.T) {
	for _, way := range byteWays(t) {
		if way.Part {
			continue
		}
		for name, invoice := range invoices() {
			message := messageOf(t, way, invoice)
			assert.Empty(t, Missing(message, invoice), "%s, %s", way.Name, name)
			for line := range bytes.Lines(message.raw) {
				assert.LessOrEqual(t, len(line), 78, "%s: %s", way.Name, line)
				assert.True(t, bytes.HasSuffix(line, []byte("\r\n")), way.Name)
			}
		}
	}
}

// The floor's bytes are those of the floor's strings.
func TestFloorBytesAreThoseOfTheFloor(t *testing.T) {
	page, err := Finish(Folder(), "invoice", "en")
	require.NoError(t, err)
	for name, invoice := range invoices() {
		want, err := NewFloor(page).Render(invoice)
		require.NoError(t, err)
		got, err := ReadBytes(NewFloorBytes(page).Render(invoice))
		require.NoError(t, err)
		assert.Equal(t, want.Subject, got.Subject, name)
		assert.Equal(t, html.UnescapeString(want.HTML), html.UnescapeString(got.HTML), name)
		assert.Equal(t, want.Text, got.Text, name)
	}
}

// The floor asks for its memory once.
func TestFloorBytesAllocateOnce(t *testing.T) {
	page, err := Finish(Folder(), "invoice", "en")
	require.NoError(t, err)
	floor := NewFloorBytes(page)
	for name, invoice := range invoices() {
		assert.LessOrEqual(t, testing.AllocsPerRun(10, func() { floor.Render(invoice) }), 1.0, name)
	}
}
