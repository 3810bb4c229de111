package preview_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/billet-mail/billet/preview"
)

// The page tells what is wrong with finished mails too, for the template that it
// is about, and no more once it is mended.
func TestFinishedMails(t *testing.T) {
	d := fewMails(t)
	h := handler(t, preview.Options{Folder: d})
	codes := func(h object) map[string]any {
		found := map[string]any{}
		for _, each := range h["faults"].([]any) {
			if f := each.(object); f["severity"] == "warning" {
				found[f["code"].(string)] = f["templates"]
			}
		}
		return found
	}
	assert.NotContains(t, codes(get(t, h, "/api/faults")), "inbox-subject")
	const short, long = "subject: 'Subscription confirmed", "subject: 'Your subscription to all that you have ordered from us by telephone and by mail is now confirmed"
	d.edit("templates/signup/en.md", short, long)
	h = handler(t, preview.Options{Folder: d})
	warned := codes(get(t, h, "/api/faults"))
	assert.Equal(t, []any{"signup"}, warned["inbox-subject"])
	assert.Equal(t, warned, codes(get(t, h, "/api/faults")), "the same when it is asked again")
}
