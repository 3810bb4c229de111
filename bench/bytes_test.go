package bench

import (
	"bytes"
	"html"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func byteWays(t testing.TB, language string) []Way {
	ways, err := ByteWays(language)
	require.NoError(t, err)
	return ways
}

// Every way to the bytes holds every value, in lines that every server takes.
func TestEveryWayToBytesHoldsEveryValue(t *testing.T) {
	for _, language := range Languages() {
		for _, way := range byteWays(t, language) {
			if way.Part {
				continue
			}
			for name, invoice := range invoices(language) {
				message := messageOf(t, way, invoice)
				assert.Empty(t, Missing(message, invoice), "%s in %s, %s", way.Name, language, name)
				for line := range bytes.Lines(message.raw) {
					assert.LessOrEqual(t, len(line), 78, "%s in %s: %s", way.Name, language, line)
					assert.True(t, bytes.HasSuffix(line, []byte("\r\n")), way.Name)
				}
			}
		}
	}
}

// The floor's bytes are those of the floor's strings.
func TestFloorBytesAreThoseOfTheFloor(t *testing.T) {
	for _, language := range Languages() {
		page, err := FinishIn(language)
		require.NoError(t, err)
		for name, invoice := range invoices(language) {
			want, err := NewFloor(page).Render(invoice)
			require.NoError(t, err)
			got, err := ReadBytes(NewFloorBytes(page, language).Render(invoice))
			require.NoError(t, err)
			assert.Equal(t, want.Subject, got.Subject, name)
			assert.Equal(t, html.UnescapeString(want.HTML), html.UnescapeString(got.HTML), name)
			assert.Equal(t, want.Text, got.Text, name)
		}
	}
}

// The floor asks for its memory once.
func TestFloorBytesAllocateOnce(t *testing.T) {
	page, err := Finish(Folder(), "invoice", "en")
	require.NoError(t, err)
	floor := NewFloorBytes(page, "en")
	for name, invoice := range invoices("en") {
		assert.LessOrEqual(t, testing.AllocsPerRun(10, func() { floor.Render(invoice) }), 1.0, name)
	}
}

// The floor of a language makes the text that Billet makes of the template.
func TestFloorsTextIsBillets(t *testing.T) {
	for _, language := range Languages() {
		page, err := FinishIn(language)
		require.NoError(t, err)
		folder, err := FolderIn(language)
		require.NoError(t, err)
		ours, err := newOursIn(folder, language, reflect.TypeFor[textInvoice]())
		require.NoError(t, err)
		for name, invoice := range invoices(language) {
			if name == "no lines" {
				continue // it has no event's data
			}
			want, err := NewFloor(page).Render(invoice)
			require.NoError(t, err)
			data, err := asText(invoice)
			require.NoError(t, err)
			got, err := ours.render(data, true)
			require.NoError(t, err)
			assert.Equal(t, want.Text, got.Text, "%s, %s", language, name)
		}
	}
}
