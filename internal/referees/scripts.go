package referees

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
)

// Script is a referee in another language.
type Script struct {
	Name           string
	present, reads []string
}

//go:embed referee.py
var python string

//go:embed referee.pl
var perl string

// Python is Python's email package.
func Python() Script {
	return Script{"Python", []string{"python3", "-c", "import email"}, []string{"python3", "-c", python}}
}

// Perl is Perl's MIME::Parser. It leaves addresses alone, so that its readings
// have no mailboxes.
func Perl() Script {
	return Script{"Perl", []string{"perl", "-MMIME::Parser", "-e", "1"}, []string{"perl", "-e", perl}}
}

// Present tells why the referee cannot judge here, nil if it can.
func (s Script) Present(ctx context.Context) error {
	return exec.CommandContext(ctx, s.present[0], s.present[1:]...).Run()
}

// Read reads all messages, in their order.
func (s Script) Read(ctx context.Context, messages [][]byte) ([]Reading, error) {
	var encoded []string
	for _, m := range messages {
		encoded = append(encoded, base64.StdEncoding.EncodeToString(m))
	}
	input, err := json.Marshal(map[string]any{"messages": encoded, "mailboxes": mailboxFields, "texts": textFields})
	if err != nil {
		return nil, err
	}
	run := exec.CommandContext(ctx, s.reads[0], s.reads[1:]...)
	run.Stdin = bytes.NewReader(input)
	output, err := run.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return nil, fmt.Errorf("%s: %s", s.Name, failed.Stderr)
	}
	if err != nil {
		return nil, err
	}
	var readings []Reading
	if err := json.Unmarshal(output, &readings); err != nil {
		return nil, err
	}
	for i := range readings {
		for _, list := range readings[i].Mailboxes {
			for j := range list {
				list[j][1] = address(list[j][1])
			}
		}
	}
	if len(readings) != len(messages) {
		return nil, fmt.Errorf("%s read %d messages of %d", s.Name, len(readings), len(messages))
	}
	return readings, nil
}
