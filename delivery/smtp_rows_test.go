package delivery_test

import (
	"crypto/tls"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery/deliverytest"
	"github.com/billet-mail/billet/mail"
)

// row is one line of testdata/smtp.txt.
type row struct {
	line    int
	set     map[string]string
	script  deliverytest.Script
	hangs   map[deliverytest.Phase]bool
	class   string // of the error; "" if there is none
	stage   string // some failures show at either of two: "connect/greeting"
	results []string

	certificate tls.Certificate
	big         *mail.File
}

func readRows(t *testing.T, name string) []row {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	var rows []row
	set := map[string]string{}
	for i, line := range strings.Split(string(data), "\n") {
		options, isSet := strings.CutPrefix(line, "set:")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case isSet:
			set = map[string]string{}
			for _, word := range strings.Fields(options) {
				key, value, _ := strings.Cut(word, "=")
				set[key] = value
			}
		default:
			r, err := parseRow(line)
			require.NoError(t, err, "%s:%d", name, i+1)
			r.line, r.set = i+1, set
			rows = append(rows, r)
		}
	}
	return rows
}

func parseRow(line string) (row, error) {
	cells := strings.Split(line, "|")
	if len(cells) != 3 {
		return row{}, fmt.Errorf("a row has 3 cells, this one %d", len(cells))
	}
	r := row{script: deliverytest.Script{}, hangs: map[deliverytest.Phase]bool{}, results: strings.Fields(cells[2])}
	for _, part := range strings.Split(cells[0], ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		phase, actions, ok := strings.Cut(part, ":")
		if !ok {
			return row{}, fmt.Errorf("%q has no phase", part)
		}
		p := deliverytest.Phase(strings.TrimSpace(phase))
		for _, text := range strings.Split(actions, " , ") {
			r.hangs[p] = r.hangs[p] || strings.HasSuffix(strings.TrimSpace(text), "HANG")
			r.script[p] = append(r.script[p], parseAction(strings.TrimSpace(text)))
		}
	}
	want := strings.Fields(cells[1])
	switch {
	case len(want) == 2:
		r.class, r.stage = want[0], want[1]
	case len(want) != 1 || want[0] != "-":
		return row{}, fmt.Errorf("%q is neither - nor a class and a stage", cells[1])
	}
	return r, nil
}

func parseAction(text string) deliverytest.Action {
	switch text {
	case "OK":
		return deliverytest.Default()
	case "GARBAGE":
		return deliverytest.Bytes("\xff\xfe\x00\x01 no SMTP\r\n")
	case "HTTP":
		return deliverytest.Reply("HTTP/1.1 400 Bad Request")
	case "HALF":
		return deliverytest.Bytes("250-2.0.0 que").ThenEOF()
	case "LONG":
		return deliverytest.Reply("250 " + strings.Repeat("x", 100_000))
	case "MANY":
		return deliverytest.Reply(strings.Split(strings.Repeat("250-x ", 1000), " ")...)
	}
	reply, end := text, ""
	for _, word := range []string{"EOF", "RESET", "HANG"} {
		if before, ok := strings.CutSuffix(text, word); ok {
			reply, end = strings.TrimSpace(before), word
		}
	}
	action := deliverytest.Bytes("")
	if reply != "" {
		action = deliverytest.Reply(strings.Split(reply, " / ")...)
	}
	switch end {
	case "EOF":
		return action.ThenEOF()
	case "RESET":
		return action.ThenReset()
	case "HANG":
		return action.ThenHang()
	}
	return action
}
