package referee

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// mailpit is a server that takes mail by SMTP and shows over HTTP what it read.
type mailpit struct {
	smtp int // port
	http string
}

// patience is how long Mailpit may take to start; a second is usual.
const patience = time.Minute

// startMailpit builds Mailpit, which takes minutes once, and starts it on free
// ports of loopback. It ends with the test.
func startMailpit(t *testing.T) *mailpit {
	folder := t.TempDir()
	program := filepath.Join(folder, "mailpit")
	build := exec.Command("go", "build", "-o", program, "github.com/axllent/mailpit")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)

	smtpPort, httpPort := freePort(t), freePort(t)
	m := &mailpit{smtp: smtpPort, http: fmt.Sprintf("http://127.0.0.1:%d/api/v1/", httpPort)}
	log, err := os.Create(filepath.Join(folder, "log"))
	require.NoError(t, err)
	server := exec.Command(program,
		"--smtp", fmt.Sprintf("127.0.0.1:%d", smtpPort), "--listen", fmt.Sprintf("127.0.0.1:%d", httpPort),
		"--database", filepath.Join(folder, "mails.db"), "--max", "0", "--disable-version-check",
		"--smtp-disable-rdns", "--smtp-strict-rfc-headers")
	server.Stdout, server.Stderr = log, log
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
		_ = log.Close()
		if t.Failed() {
			said, _ := os.ReadFile(log.Name())
			t.Logf("Mailpit said:\n%s", said)
		}
	})
	require.Eventually(t, func() bool {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", smtpPort))
		if err != nil {
			return false
		}
		_ = conn.Close()
		response, err := http.Get(m.http + "info")
		if err != nil {
			return false
		}
		_ = response.Body.Close()
		return response.StatusCode == http.StatusOK
	}, patience, 50*time.Millisecond, "Mailpit does not start")
	return m
}

func freePort(t *testing.T) int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}

// shown is a message as Mailpit shows it.
type shown struct {
	ID, MessageID, Subject, Text, HTML string
	From                               *mail.Address
	To, Cc, Bcc, ReplyTo               []*mail.Address
	Inline, Attachments                []struct{ PartID, FileName, ContentType, ContentID string }
}

// latest is the message that came last.
func (m *mailpit) latest(t *testing.T) shown {
	var s shown
	require.NoError(t, json.Unmarshal(m.get(t, "message/latest"), &s))
	return s
}

// raw is a message's bytes as Mailpit keeps them.
func (m *mailpit) raw(t *testing.T, id string) []byte { return m.get(t, "message/"+id+"/raw") }

// part is a file's bytes.
func (m *mailpit) part(t *testing.T, id, part string) []byte {
	return m.get(t, "message/"+id+"/part/"+part)
}

func (m *mailpit) get(t *testing.T, path string) []byte {
	response, err := http.Get(m.http + path)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, response.StatusCode, "%s: %s", path, data)
	return data
}
