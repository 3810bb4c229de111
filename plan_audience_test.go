package billet_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules"
)

// withNotifications is a folder with an audience of two and some notifications.
func withNotifications(t *testing.T, notifications map[string]string) *billet.Folder {
	t.Helper()
	files := smallFolder()
	settings := string(files["billet.yaml"].Data) + "audiences:\n  finance: [ana@example.com, bob@example.com]\n  ops: [bob@example.com]\n"
	files["billet.yaml"] = &fstest.MapFile{Data: []byte(settings)}
	for name, text := range notifications {
		files["notifications/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return open(t, files)
}

// planned are the decisions about one signup, a line each.
func planned(t *testing.T, f *billet.Folder) []string {
	t.Helper()
	sample, err := f.Sample("signup", "plain")
	require.NoError(t, err)
	return plannedOf(t, f, billet.Occurrence{Event: "signup", Key: "1", Data: sample})
}

func plannedOf(t *testing.T, f *billet.Folder, o billet.Occurrence) []string {
	t.Helper()
	list, err := f.Plan(t.Context(), billet.PlanOptions{Now: billet.SampleTime()}, o)
	require.NoError(t, err)
	var lines []string
	for _, d := range list {
		line := fmt.Sprintf("%s %s %s:", d.Notification, d.Outcome, d.Reason)
		for _, a := range d.To {
			name, _, _ := strings.Cut(a.Email, "@")
			line += " " + name
		}
		for _, a := range d.Cc {
			name, _, _ := strings.Cut(a.Email, "@")
			line += " cc " + name
		}
		lines = append(lines, line)
	}
	return lines
}

// A2: of several notifications that match one event and audience the first by
// priority is sent, also where they share a part of their audiences only: the
// customer never gets two, and who belongs to the other part gets their mail.
func TestAudiencesInPart(t *testing.T) {
	for name, test := range map[string]struct {
		high, low string
		want      []string
		warned    bool
	}{
		"the customer alone comes first": {
			"to: customer", "to: [customer, finance]",
			[]string{"high send event: jonas", "low skip superseded: jonas", "low send event: ana", "low send event: bob"}, true,
		},
		"the customer and others come first": {
			"to: [finance, customer]", "to: customer",
			[]string{"high send event: jonas", "high send event: ana", "high send event: bob", "low skip superseded: jonas"}, true,
		},
		"who is in two audiences gets the one that is left": {
			"to: finance", "to: [finance, ops]",
			[]string{"high send event: ana", "high send event: bob", "low skip superseded: ana bob", "low send event: bob"}, true,
		},
		"audiences of their own": {
			"to: customer", "to: finance",
			[]string{"high send event: jonas", "low send event: ana", "low send event: bob"}, false,
		},
		"one that does not match takes no audience": {
			"to: customer\nwhen: matter.archived", "to: [customer, ops]",
			[]string{"high skip condition: jonas", "low send event: jonas", "low send event: bob"}, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := withNotifications(t, map[string]string{
				"high": "event: signup\npriority: 9\n" + test.high + "\n",
				"low":  "event: signup\ntemplate: hello\n" + test.low + "\n",
			})
			assert.Equal(t, test.want, planned(t, f))
			overlaps := 0
			for _, w := range f.Warnings() {
				if w.Code == "notification-overlap" {
					overlaps++
				}
			}
			assert.Equal(t, test.warned, overlaps == 1, "%v", f.Warnings())
		})
	}
}

// C2: nobody gets a mail of their own and a copy of another's.
func TestCopiesOfRecipients(t *testing.T) {
	f := withNotifications(t, map[string]string{"all": "event: signup\nto: finance\ncc: [finance, ops, \"x@example.com, Y@example.com\", y@example.com]\n"})
	assert.Equal(t, []string{"all send event: ana cc x cc Y", "all send event: bob"}, planned(t, f))
}

// E9: a template that the call names takes the place of the customer's mail, and
// of that only, also where it is switched off itself.
func TestCallTemplateAndStaff(t *testing.T) {
	f := withNotifications(t, map[string]string{
		"both": "event: signup\nswitch: news\nto: [customer, ops]\n",
		"mine": "event: signup\nswitch: news\nto: customer\npriority: -1\n",
	})
	sample, err := f.Sample("signup", "plain")
	require.NoError(t, err)
	o := billet.Occurrence{Event: "signup", Key: "1", Data: sample, Call: rules.Call{Template: "hello"}}
	assert.Equal(t, []string{
		"call send call: jonas", "both skip superseded: jonas", "both send event: bob", "mine skip replaced: jonas",
	}, plannedOf(t, f, o))
	o.Matter.Switches = map[string]bool{"signup": false}
	assert.Equal(t, []string{
		"call skip switched-off: jonas", "both skip superseded: jonas", "both send event: bob", "mine skip replaced: jonas",
	}, plannedOf(t, f, o))
}

// A notification asks for List-Unsubscribe, and the call has the address; files
// of the call go with every mail of it.
func TestCallsFilesAndUnsubscribe(t *testing.T) {
	f := withNotifications(t, map[string]string{
		"customer": "event: signup\nto: customer\nunsubscribe: true\n",
		"staff":    "event: signup\nto: finance\n",
	})
	sample, err := f.Sample("signup", "plain")
	require.NoError(t, err)
	pdf, err := mail.NewFile("application/pdf", []byte("%PDF-1.7"))
	require.NoError(t, err)
	o := billet.Occurrence{Event: "signup", Key: "1", Data: sample}
	o.Call.Attachments = []mail.Attachment{{Filename: "invoice.pdf", File: pdf}}
	o.Call.Unsubscribe = mail.Unsubscribe{URL: "https://example.com/leave/1", OneClick: true}
	list, err := f.Plan(t.Context(), billet.PlanOptions{Now: billet.SampleTime(), Messages: true}, o)
	require.NoError(t, err)
	leaving := map[string]bool{}
	for _, d := range list {
		require.NotNil(t, d.Message, d.Notification)
		assert.Len(t, d.Message.Attachments(), 1)
		raw := string(d.Message.Bytes())
		leaving[d.Notification] = strings.Contains(raw, "List-Unsubscribe: <https://example.com/leave/1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
	}
	assert.Equal(t, map[string]bool{"customer": true, "staff": false}, leaving)

	o.Call.Unsubscribe = mail.Unsubscribe{}
	_, err = f.Plan(t.Context(), billet.PlanOptions{Now: billet.SampleTime(), Messages: true}, o)
	require.ErrorContains(t, err, "the notification customer has unsubscribe: true, and the call of 1 no address for it (set Call.Unsubscribe)")
}
