package smtp

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/bench"
)

// rounds is odd, so that the median is one of the rounds.
const rounds = 25

func ways(t testing.TB, sink *Sink) []Way {
	letter, err := Sample()
	require.NoError(t, err)
	require.Greater(t, len(letter.HTML), 19_000)
	var list []Way
	for _, start := range []func() (Way, error){
		func() (Way, error) { return GoMail(letter, sink.Port(), false) },
		func() (Way, error) { return GoMail(letter, sink.Port(), true) },
		func() (Way, error) { return Ours(letter, sink.Port()) },
		func() (Way, error) { return OursLoaded(letter, sink.Port()) },
	} {
		way, err := start()
		require.NoError(t, err)
		t.Cleanup(func() { _ = way.End() })
		list = append(list, way)
	}
	return list
}

func startSink(t testing.TB, pipelining bool) *Sink {
	sink, err := StartSink(pipelining)
	require.NoError(t, err)
	t.Cleanup(func() { _ = sink.Close() })
	return sink
}

// Every way delivers every message, of about the same size, over one
// connection.
func TestWaysDeliver(t *testing.T) {
	sink := startSink(t, true)
	for i, way := range ways(t, sink) {
		messages, size := sink.Messages.Load(), sink.Bytes.Load()
		for range 10 {
			require.NoError(t, way.Send(), way.Name)
		}
		assert.Equal(t, int64(10), sink.Messages.Load()-messages, way.Name)
		assert.InDelta(t, 24_500, float64(sink.Bytes.Load()-size)/10, 3_000, way.Name)
		assert.LessOrEqual(t, sink.Sessions.Load(), int64(4), "%d ways", i+1)
	}
}

// BenchmarkTable measures all ways in turns, to a server with and one without
// PIPELINING.
func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		for _, pipelining := range []bool{true, false} {
			list := ways(b, startSink(b, pipelining))
			var meters []bench.Meter
			for _, way := range list {
				meters = append(meters, bench.Measure(way.Send))
			}
			costs, err := bench.Interleave(meters, rounds)
			require.NoError(b, err)
			fmt.Fprintf(os.Stdout, "\n\nPIPELINING %v\n\n| one message | µs | messages per second | × go-mail's rate | KB allocated | allocations |\n|---|---:|---:|---:|---:|---:|\n", pipelining)
			for i, way := range list {
				cost := bench.Typical(costs[i])
				fmt.Fprintf(os.Stdout, "| %s | %.0f | %.0f | %.2f | %.1f | %.0f |\n",
					way.Name, cost.Nanoseconds/1000, 1e9/cost.Nanoseconds, bench.Ratio(costs[0], costs[i]), cost.Bytes/1024, cost.Allocations)
			}
		}
	}
}
