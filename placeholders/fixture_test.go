package placeholders_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
)

// order holds every kind of placeholder.
type order struct {
	Name     string          `json:"name" validate:"required" doc:"A name." example:"Jo"`
	Nick     string          `json:"nick,omitempty" validate:"max=9"`
	Address  events.Text     `json:"address" validate:"required"`
	Words    events.Markdown `json:"words,omitempty"`
	Count    int             `json:"count" validate:"required"`
	Small    int8            `json:"small"`
	Limit    *int64          `json:"limit,omitempty"`
	Rate     events.Decimal  `json:"rate" validate:"required"`
	Tax      events.Percent  `json:"tax,omitzero"`
	Total    events.Money    `json:"total" validate:"required,not_negative"`
	Day      events.Date     `json:"day,omitzero"`
	At       time.Time       `json:"at,omitzero"`
	Site     events.URL      `json:"site" validate:"required"`
	Mail     events.Email    `json:"mail,omitempty"`
	Active   bool            `json:"active"`
	Trial    *bool           `json:"trial,omitempty"`
	Period   period          `json:"period" validate:"required"`
	Plan     string          `json:"plan,omitempty" validate:"omitempty,oneof=basic pro"`
	Company  *company        `json:"company,omitempty"`
	Seller   company         `json:"seller" validate:"required"`
	File     *events.File    `json:"file,omitempty"`
	Lines    []line          `json:"lines" validate:"max=9,dive"`
	Ignored  string          `json:"-"`
	Untagged string
}

type period string

func (period) Values() []string { return []string{"month", "year"} }

type company struct {
	Name  string `json:"name" validate:"required"`
	Owner *owner `json:"owner,omitempty"`
}

type owner struct {
	Name string `json:"name" validate:"required"`
}

type line struct {
	Text  string   `json:"text" validate:"required"`
	Note  string   `json:"note,omitempty"`
	Owner *owner   `json:"owner,omitempty"`
	Parts []*owner `json:"-"`
	Sub   []part   `json:"sub,omitempty"`
}

type part struct {
	ID string `json:"id" validate:"required"`
}

type worked struct {
	Days  int         `json:"days" validate:"required" doc:"Days since."`
	Next  events.Date `json:"next,omitzero"`
	Steps []part      `json:"steps"`
	Best  *part       `json:"best,omitempty"`
}

func schema(t *testing.T) *placeholders.Fields {
	fields, err := placeholders.ForEvent(&events.Event{
		ID: "test", Data: reflect.TypeFor[order](), Derived: reflect.TypeFor[worked](),
	})
	require.NoError(t, err)
	return fields
}

func money(t *testing.T, amount, currency string) events.Money {
	m, err := events.NewMoney(amount, currency)
	require.NoError(t, err)
	return m
}

func decimal(t *testing.T, text string) events.Decimal {
	d, err := events.NewDecimal(text)
	require.NoError(t, err)
	return d
}
