package preview_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/preview"
)

// A scenario is played by the notifications of the folder, and its mails are
// shown as harmless as any other.
func TestTimeline(t *testing.T) {
	h := handler(t, preview.Options{})
	answer := get(t, h, "/api/timeline?scenario=happy-trial")
	assert.Equal(t, "happy-trial", answer["scenario"])
	assert.Contains(t, answer["scenarios"], "overdue-to-cancellation")
	assert.Equal(t, false, answer["stale"])
	mails := 0
	for _, each := range answer["entries"].([]any) {
		if each.(object)["kind"] == "mail" {
			mails++
		}
	}
	require.Equal(t, 3, mails)
	w := probe{path: "/timeline.html?scenario=happy-trial&mail=0"}.send(h)
	assert.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "Welcome to Harbour Cloud")
	assert.NotContains(t, w.Body.String(), "data-billet-at")
	assert.True(t, strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "sandbox; default-src 'none'; "))
	assert.Equal(t, "archived-project", get(t, h, "/api/timeline")["scenario"], "the first, without a name")

	for path, status := range map[string]int{
		"/api/timeline?scenario=none":                      404,
		"/timeline.html?scenario=happy-trial&mail=3":       404,
		"/timeline.html?scenario=happy-trial&mail=-1":      404,
		"/timeline.html?scenario=happy-trial&mail=x":       404,
		"/timeline.html?scenario=../../x&mail=0":           404,
		"/timeline.html?scenario=happy-trial&mail=9999999": 404,
	} {
		assert.Equal(t, status, probe{path: path}.send(h).Code, path)
	}
	d := newDisk(t)
	d.put("scenarios/torn.yaml", "title: [")
	assert.Equal(t, 409, probe{path: "/api/timeline?scenario=torn"}.send(handler(t, preview.Options{Folder: d})).Code)
	d = newDisk(t)
	d.edit("templates/signup/en.md", "customer.first_name", "customer.frist_name")
	assert.Equal(t, 409, probe{path: "/api/timeline"}.send(handler(t, preview.Options{Folder: d})).Code)
}
