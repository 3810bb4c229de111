package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Hermes is the running program of the folder hermes.
type Hermes struct {
	command  *exec.Cmd
	stdin    io.WriteCloser
	requests *json.Encoder
	answers  *json.Decoder
}

// StartHermes builds the program into dir and starts it. Close ends it.
func StartHermes(dir string) (*Hermes, error) {
	program := filepath.Join(dir, "hermes")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = "hermes"
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building hermes: %w\n%s", err, out)
	}
	command := exec.Command(program)
	command.Stderr = os.Stderr
	stdin, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	return &Hermes{command: command, stdin: stdin, requests: json.NewEncoder(stdin), answers: json.NewDecoder(stdout)}, nil
}

// Close ends the program.
func (h *Hermes) Close() error {
	if err := h.stdin.Close(); err != nil {
		return err
	}
	return h.command.Wait()
}

// Way is hermes as one of the ways. Its meter measures inside the program, so
// the pipe costs nothing.
func (h *Hermes) Way() Way {
	return Way{Name: "hermes v2.1.0", Start: func(invoice *Invoice) (Meter, Message, error) {
		_, message, err := h.ask(invoice, 1)
		return func(n int) (Cost, error) {
			cost, _, err := h.ask(invoice, n)
			return cost, err
		}, message, err
	}}
}

func (h *Hermes) ask(invoice *Invoice, times int) (Cost, Message, error) {
	request := struct {
		Times   int      `json:"times"`
		Invoice *Invoice `json:"invoice"`
	}{times, invoice}
	if err := h.requests.Encode(request); err != nil {
		return Cost{}, Message{}, err
	}
	var answer struct {
		Cost
		Message Message
	}
	err := h.answers.Decode(&answer)
	return answer.Cost, answer.Message, err
}
