package starter_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/starter"
)

// TestOptional leaves out each optional value of the richest samples in turn,
// and holds what is left of the mails against every check.
func TestOptional(t *testing.T) {
	t.Parallel()
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	require.NoError(t, err)
	left := 0
	for _, rich := range mails(t) {
		if rich.sample != "rich" {
			continue
		}
		source, err := folder.Sample(rich.event.ID, rich.sample)
		require.NoError(t, err)
		for _, path := range optional(nil, rich.event.Fields()) {
			less, found := without(t, source, path)
			data, err := rich.event.Decode(less)
			if !found || err != nil {
				continue // it is not there, or sums no longer add up
			}
			m := *rich
			require.NoError(t, m.render(folder, data))
			for _, c := range checks() {
				assert.Empty(t, c.faults(&m), "%s: %s %s without %s", c.name, m.template, m.locale, path)
			}
			left++
		}
	}
	assert.Greater(t, left, 200)
}

// optional are the paths of the optional fields, those of lists without indexes.
func optional(above []string, fields []events.Field) [][]string {
	var paths [][]string
	for _, f := range fields {
		path := append(above[:len(above):len(above)], f.Name)
		if !f.Required {
			paths = append(paths, path)
		}
		if f.Elem != nil {
			f = *f.Elem
		}
		paths = append(paths, optional(path, f.Fields)...)
	}
	return paths
}

// without is a sample without what lies at a path, in every entry of a list. It
// reports whether there was anything.
func without(t *testing.T, source *diag.Source, path []string) (*diag.Source, bool) {
	var data any
	require.NoError(t, json.Unmarshal([]byte(source.Text()), &data))
	found := remove(data, path)
	text, err := json.Marshal(data)
	require.NoError(t, err)
	return diag.NewSource(source.Name(), string(text)), found
}

func remove(data any, path []string) (found bool) {
	switch data := data.(type) {
	case []any:
		for _, entry := range data {
			found = remove(entry, path) || found
		}
	case map[string]any:
		if len(path) > 1 {
			return remove(data[path[0]], path[1:])
		}
		_, found = data[path[0]]
		delete(data, path[0])
	}
	return found
}
