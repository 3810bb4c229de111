package billet_test

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
)

// what the examples of the guide name without showing it.
const (
	guideSettings  = "senders:\n  billing: {name: Billing, email: billing@example.com}\nattachments:\n  terms: {file: terms.pdf}\n"
	guideAudiences = "audiences:\n  finance: [ana@example.com]\n"
	guideSwitches  = "event: payment_overdue\nto: customer\nactive: false\nswitch: "
)

// TestNotificationExamples opens a folder with each example of a notification
// and of billet.yaml that the guide shows; that of a digest with what follows it.
func TestNotificationExamples(t *testing.T) {
	guide, err := os.ReadFile("docs/notifications.md")
	require.NoError(t, err)
	base := map[string]string{"attachments/terms.pdf": "%PDF-1.4\n", "notifications/upcoming.yaml": guideSwitches + "upcoming\n", "notifications/due.yaml": guideSwitches + "due\n"}
	for name, text := range starterTexts() {
		dir, rest, _ := strings.Cut(name, "/")
		template, _, _ := strings.Cut(rest, "/")
		if dir != "notifications" && (dir != "templates" || template == "payment_overdue") {
			base[name] = string(text)
		}
	}
	base["billet.yaml"] += guideSettings
	var shown []string
	digest := maps.Clone(base)
	for _, block := range regexp.MustCompile("(?ms)^```\\w*\n(.*?)^```$").FindAllStringSubmatch(string(guide), -1) {
		key, _, _ := strings.Cut(block[1], ":")
		files := maps.Clone(base)
		if key != "audiences" {
			files["billet.yaml"] += guideAudiences
		}
		switch isDigest := strings.Contains(block[1], "digest:"); {
		case key == "event" && isDigest:
			digest["notifications/shown.yaml"] = block[1]
			continue
		case key == "events":
			digest["billet.yaml"] += block[1]
			continue
		case key == "---\nsubject":
			digest["templates/payments_overdue/en.md"], digest["templates/payments_overdue/fr.md"] = block[1], block[1]
			files = digest
		case key == "event":
			files["notifications/shown.yaml"] = block[1]
		case key == "when" || key == "schedule":
			files["notifications/shown.yaml"] = "event: payment_overdue\nto: customer\n" + block[1]
		case key == "audiences" || key == "switches":
			files["billet.yaml"] += block[1]
		default:
			continue
		}
		folder := fstest.MapFS{}
		for name, text := range files {
			folder[name] = &fstest.MapFile{Data: []byte(text)}
		}
		_, err := billet.Open(folder, billet.Options{})
		require.NoError(t, err, block[1])
		shown = append(shown, key)
	}
	require.Equal(t, []string{"event", "audiences", "when", "switches", "---\nsubject", "schedule"}, shown)
}
