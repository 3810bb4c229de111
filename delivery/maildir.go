package delivery

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/billet-mail/billet/mail"
)

// Maildir puts messages into the folder new of a Maildir
// (https://cr.yp.to/proto/maildir.html), which mail programs open. It is safe
// for concurrent use, by several programs too.
type Maildir struct {
	folder string
	host   string
	count  atomic.Uint64
}

// NewMaildir takes a folder, and makes it and its tmp, new and cur if they are
// missing.
func NewMaildir(folder string) (*Maildir, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	// The name is part of a file name, where / and : have a meaning.
	host = strings.NewReplacer("/", `\057`, ":", `\072`).Replace(host)
	d := &Maildir{folder: folder, host: host}
	return d, folders(d.path("tmp"), d.path("new"), d.path("cur"))
}

func (d *Maildir) path(words ...string) string {
	return filepath.Join(append([]string{d.folder}, words...)...)
}

// Send writes a file. Its recipients are not in it, but for those of the header.
func (d *Maildir) Send(ctx context.Context, m *mail.Message) (mail.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return sameForAll(m, fileFault(err))
	}
	now := time.Now()
	name := fmt.Sprintf("%d.M%06dP%dQ%d.%s", now.Unix(), now.Nanosecond()/1000, os.Getpid(), d.count.Add(1), d.host)
	if err := writeNew(d.path("tmp", name), d.path("new", name), m.Bytes()); err != nil {
		return sameForAll(m, fileFault(err))
	}
	return sameForAll(m, nil)
}
