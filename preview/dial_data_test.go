package preview

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/events"
)

// A copy shares nothing that could change.
func TestCopyOf(t *testing.T) {
	type part struct {
		Name string `json:"name"`
	}
	type box struct {
		Parts []part `json:"parts"`
		Label *part  `json:"label"`
	}
	type data struct {
		Boxes  []box        `json:"boxes"`
		First  *box         `json:"first"`
		Absent *box         `json:"absent"`
		Empty  []box        `json:"empty"`
		Price  events.Money `json:"price"`
		Count  *int         `json:"count"`
	}
	price, err := events.NewMoney("4.90", "EUR")
	assert.NoError(t, err)
	made := func() *data {
		one := 1
		return &data{
			Boxes: []box{{Parts: []part{{"a"}}, Label: &part{"b"}}}, First: &box{Parts: []part{{"c"}}},
			Empty: []box{}, Price: price, Count: &one,
		}
	}
	given := made()
	copied := copyOf(reflect.ValueOf(given)).Interface().(*data)
	assert.Equal(t, given, copied)
	copied.Boxes[0].Parts[0].Name, copied.Boxes[0].Label.Name = "x", "x"
	copied.First.Parts[0].Name, *copied.Count = "x", 2
	assert.Equal(t, made(), given)
}
