package billet_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
)

// TestNotificationExamples opens the starter with every example of a
// notification, of audiences and of switches that the guide shows.
func TestNotificationExamples(t *testing.T) {
	guide, err := os.ReadFile("docs/notifications.md")
	require.NoError(t, err)
	folder := fstest.MapFS{}
	for name, text := range starterTexts() {
		folder[name] = &fstest.MapFile{Data: text}
	}
	shown := 0
	var digest, declared string
	for _, block := range regexp.MustCompile("(?ms)^```\\w*\n(.*?)^```$").FindAllStringSubmatch(string(guide), -1) {
		key, _, _ := strings.Cut(block[1], ":")
		file := "billet.yaml"
		text := string(folder[file].Data) + block[1]
		switch key {
		case "event":
			if strings.Contains(block[1], "digest:") {
				digest = block[1] // it needs what comes below it
				continue
			}
			file, text = "notifications/shown.yaml", block[1]
		case "when", "schedule":
			file, text = "notifications/shown.yaml", "event: payment_overdue\nto: customer\n"+block[1]
		case "audiences", "switches":
		case "events":
			declared = text
			continue
		case "---\nsubject":
			folder["billet.yaml"] = &fstest.MapFile{Data: []byte(declared)}
			folder["templates/payments_overdue/fr.md"] = &fstest.MapFile{Data: []byte(block[1])}
			folder["templates/payments_overdue/en.md"] = &fstest.MapFile{Data: []byte(block[1])}
			file, text = "notifications/shown.yaml", digest
		default:
			continue
		}
		t.Run(key, func(t *testing.T) {
			before := folder[file]
			folder[file] = &fstest.MapFile{Data: []byte(text)}
			_, err := billet.Open(folder, billet.Options{})
			require.NoError(t, err, text)
			delete(folder, file)
			if before != nil {
				folder[file] = before
			}
		})
		shown++
	}
	require.GreaterOrEqual(t, shown, 6)
}
