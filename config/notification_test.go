package config

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template"
)

const full = `# Everything that a notification can say.
event: payment_overdue
active: false
priority: 10
switch: overdue
to: [customer, finance, boss@example.com]
except: eve@example.com
from: billing
cc: "ana@example.com, bo@example.com"
template: reminder
when: invoice.amount_due > 0
stop:
  - matter.paid
  - {if: matter.archived, why: nobody asks any more}
schedule:
  anchor: invoice.due_on
  steps: [0, {offset: 7d, template: second}]
  delay: 1d
  at: "09:00"
  zone: company
  days: business
  shift: earlier
  holidays: [FR, customer]
  quiet: "21:00-08:00"
  catch_up: skip
attachments: terms
digest: {event: payments_overdue, items: reminders, total: invoice.amount_due, from: 3}
`

// TestLoadNotification reads every key.
func TestLoadNotification(t *testing.T) {
	n, faults := LoadNotification(diag.NewSource("notifications/overdue-customer.yaml", full))
	require.Empty(t, faults)
	assert.Equal(t, "overdue-customer", n.ID)
	assert.False(t, n.Active)
	assert.Equal(t, 10, n.Priority)
	assert.Len(t, n.To, 3)
	assert.Equal(t, "bo@example.com", n.Cc[1].Text)
	assert.Equal(t, "invoice.amount_due > 0", n.When[0].Phrase.Text)
	assert.Equal(t, "nobody asks any more", n.Stop[1].Why)
	assert.True(t, n.Schedule.Options.CustomerHolidays)
	made, faults := n.Schedule.New(template.Word{})
	require.NotNil(t, made, "%v", faults)
	assert.Equal(t, "second", n.Schedule.Steps[0].Text)
}

// TestNotificationSchema holds that the schema knows the keys that are read, and
// fits the notifications of the starter.
func TestNotificationSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(NotificationSchema()))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("notification.json", doc))
	schema, err := compiler.Compile("notification.json")
	require.NoError(t, err)

	var shape struct {
		Properties map[string]any
		Defs       struct {
			Schedule struct{ Properties map[string]any }
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal([]byte(NotificationSchema()), &shape))
	assert.ElementsMatch(t, NotificationKeys(), sorted(shape.Properties))
	assert.ElementsMatch(t, scheduleKeys(), sorted(shape.Defs.Schedule.Properties))

	folder := os.DirFS("../starter/mail/notifications")
	files, err := fs.Glob(folder, "*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	texts := []string{full}
	for _, file := range files {
		text, err := fs.ReadFile(folder, file)
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		var value any
		require.NoError(t, yaml.Unmarshal([]byte(text), &value))
		plain, err := json.Marshal(value)
		require.NoError(t, err)
		value, err = jsonschema.UnmarshalJSON(strings.NewReader(string(plain)))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(value), text)
	}
	assert.Error(t, schema.Validate(map[string]any{"event": "signup"}), "it needs to")
	assert.True(t, slices.IsSorted(files))
}

// FuzzLoadNotification holds that no file makes the reader panic, and that each
// fault stands inside the file.
func FuzzLoadNotification(f *testing.F) {
	f.Add(full)
	f.Add("event:\nto: {}\nwhen: [{if: x}, true]\nschedule: {steps: [{}, 1]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		n, faults := LoadNotification(diag.NewSource("notifications/a.yaml", text))
		require.NotNil(t, n)
		for _, d := range faults {
			assert.LessOrEqual(t, d.Range.End.Offset, len(text))
			assert.NotEmpty(t, d.Help+d.Message)
		}
	})
}
