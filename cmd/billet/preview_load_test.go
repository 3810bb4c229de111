package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	readers  = 40 // pages that ask for a mail after each change
	sleepers = 10 // pages that join the stream and do not read it until the end
	saves    = 1000
	burst    = 50 // saves without a rest
)

// TestPreviewUnderLoad: many pages and many quick saves leave nothing behind, and
// in the end all pages have the last save.
func TestPreviewUnderLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mails")
	require.Equal(t, exitFine, run(context.Background(), []string{"init", dir}, nil, io.Discard, io.Discard))
	base, lines := started(t, "-C", dir)
	go func() {
		for range lines {
		}
	}()
	w := &author{t: t, file: filepath.Join(dir, "templates", "signup", "en.md")}
	text, err := os.ReadFile(w.file)
	require.NoError(t, err)
	w.text = string(text)
	body(t, base+"api/faults")
	before := used()
	var after usage
	back := func() bool { after = used(); return after.few(before) }
	crowd(t, base, w, 4*burst, "first") // so that what stays for good is there
	require.Eventually(t, back, 30*time.Second, 50*time.Millisecond)
	before.heap = after.heap
	crowd(t, base, w, saves, "last")
	assert.Eventually(t, back, 30*time.Second, 50*time.Millisecond)
	assert.LessOrEqual(t, after.heap, before.heap+4<<20)
	t.Logf("before: %v; after: %v", before, after)
}

// crowd opens the pages, lets the author save, and waits until all pages have the
// mail with the last words.
func crowd(t *testing.T, base string, w *author, saves int, words string) {
	ctx, leave := context.WithTimeout(context.Background(), 2*time.Minute)
	defer leave()
	transport := &http.Transport{MaxIdleConnsPerHost: readers, DialContext: dialSmall}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	awake := make(chan struct{})
	var group sync.WaitGroup
	for range readers {
		numbers := listen(ctx, t, base, client)
		group.Go(func() { assert.NoError(t, follow(ctx, newest(numbers), client, base+signup, words)) })
	}
	for range sleepers {
		stream := join(ctx, t, base, client)
		group.Go(func() {
			defer stream.Close()
			<-awake
			assert.NoError(t, follow(ctx, numbersOf(stream), client, base+signup, words))
		})
	}
	numbers := listen(ctx, t, base, client)
	for n := range saves {
		w.save(n, fmt.Sprintf("Save %d,", n))
		if n%burst == burst-1 {
			<-numbers
		}
	}
	w.save(0, words)
	close(awake)
	group.Wait()
}

// dialSmall makes connections that take in little that nobody reads.
func dialSmall(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	connection, err := dialer.DialContext(ctx, network, address)
	if err == nil {
		err = connection.(*net.TCPConn).SetReadBuffer(1 << 10)
	}
	return connection, err
}

// newest leaves out numbers that others have come after.
func newest(numbers <-chan string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for number := range numbers {
			if len(numbers) == 0 && !yield(number) {
				return
			}
		}
	}
}

// follow asks for a mail after each change until it has the words.
func follow(ctx context.Context, numbers iter.Seq[string], client *http.Client, address, words string) error {
	for number := range numbers {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		response, err := client.Do(r)
		if err != nil {
			return fmt.Errorf("after change %s: %w", number, err)
		}
		mail, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return err
		}
		if strings.Contains(string(mail), words) {
			return nil
		}
	}
	return fmt.Errorf("the stream ended before there was %q", words)
}

// author saves a template in many ways.
type author struct {
	t          *testing.T
	file, text string
}

// save writes the words, in another way for each n.
func (w *author) save(n int, words string) {
	text := strings.Replace(w.text, "Hello", words, 1)
	switch n % 4 {
	case 1:
		text = strings.Replace(text, "customer.first_name", "customer.frist_name", 1)
	case 2:
		save(w.t, w.file, text)
		return
	case 3: // a template comes and goes
		other := filepath.Join(filepath.Dir(filepath.Dir(w.file)), fmt.Sprintf("other_%d", n))
		require.NoError(w.t, os.Mkdir(other, 0o755))
		require.NoError(w.t, os.WriteFile(filepath.Join(other, "en.md"), []byte(text), 0o644))
		require.NoError(w.t, os.RemoveAll(other))
	}
	require.NoError(w.t, os.WriteFile(w.file, []byte(text), 0o644))
}

// usage is what a process holds.
type usage struct {
	goroutines, files int
	heap              uint64 // bytes
}

func used() usage {
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	var u usage
	files, err := os.ReadDir("/proc/self/fd")
	if err == nil { // on Linux
		u.files = len(files)
	}
	u.goroutines = runtime.NumGoroutine()
	runtime.GC()
	runtime.GC() // what pools held through the first
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	u.heap = memory.HeapAlloc
	return u
}

// few allows for what comes and goes beside the pages: a reading of the folder,
// the test's own timers.
func (u usage) few(before usage) bool {
	return u.goroutines <= before.goroutines+3 && u.files <= before.files+3
}

func (u usage) String() string {
	return fmt.Sprintf("%d goroutines, %d files, %.1f MiB", u.goroutines, u.files, float64(u.heap)/(1<<20))
}
