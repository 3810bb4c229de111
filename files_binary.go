package billet

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/billet-mail/billet/mail"
)

// binaryFolders are the folders whose files mails attach or show as they are.
var binaryFolders = []string{"attachments", "assets"}

// Limits of these files, in bytes.
const (
	maxBinarySize  = 25 << 20
	maxBinaryTotal = 100 << 20
)

// binary is a file that mails attach or show. It is safe for concurrent use.
type binary struct {
	data []byte
	sum  [sha256.Size]byte

	mu      sync.Mutex
	encoded map[string]*mail.File // by media type
}

func (f *files) readBinary(folder fs.FS, name string) error {
	if len(f.binaries) >= maxFiles {
		return fmt.Errorf("the mail folder has more than %d files; is this the right folder?", maxFiles)
	}
	data, err := readFile(folder, name, maxBinarySize)
	if err != nil {
		return err
	}
	total := int64(len(data))
	for _, b := range f.binaries {
		total += int64(len(b.data))
	}
	if total > maxBinaryTotal {
		return fmt.Errorf("the files in attachments/ and assets/ have more than %d MB", maxBinaryTotal>>20)
	}
	f.binaries[name] = &binary{data: data, sum: sha256.Sum256(data), encoded: map[string]*mail.File{}}
	return nil
}

// keepBinaries takes those of an earlier reading that are the same, with what
// was encoded of them. It reports whether all are.
func (f *files) keepBinaries(last *files) bool {
	same := len(f.binaries) == len(last.binaries)
	for name, b := range f.binaries {
		if old := last.binaries[name]; old != nil && old.sum == b.sum {
			f.binaries[name] = old
		} else {
			same = false
		}
	}
	return same
}

// file is the file for messages, encoded when it is first asked for.
func (b *binary) file(mediaType string) (*mail.File, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if known := b.encoded[mediaType]; known != nil {
		return known, nil
	}
	file, err := mail.NewFile(mediaType, b.data)
	if err == nil {
		b.encoded[mediaType] = file
	}
	return file, err
}

// binaryDigest is one for the names and contents of some of them.
func (f *files) binaryDigest(which func(name string) bool) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(f.binaries)) {
		if !which(name) {
			continue
		}
		sum.Write([]byte(name + "\x00"))
		sum.Write(f.binaries[name].sum[:])
	}
	return string(sum.Sum(nil))
}
