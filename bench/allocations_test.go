package bench

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
)

// A message costs at most ten allocations beside its bytes, in each language.
// Memory that renderings share may be given back meanwhile: the fewest count.
func TestMessageAllocations(t *testing.T) {
	for _, language := range Languages() {
		folder, err := FolderIn(language)
		require.NoError(t, err)
		ours, err := newOursIn(folder, language, reflect.TypeFor[textInvoice]())
		require.NoError(t, err)
		data, err := asText(SampleIn(language, FewLines))
		require.NoError(t, err)
		request := billet.RenderRequest{
			Event: "invoice", Locale: language, Data: data, Checked: true, Now: time.Unix(0, 0), Key: "1",
			To: []mail.Address{{Name: "Anna O'Neill", Email: "anna@example.com"}},
		}
		fewest := 100.0
		for range 5 {
			fewest = min(fewest, testing.AllocsPerRun(50, func() {
				m, err := ours.folder.Render(context.Background(), request)
				if err != nil || len(m.Append(nil)) == 0 {
					panic(err)
				}
			}))
		}
		assert.LessOrEqual(t, fewest, 11.0, language)
	}
}
