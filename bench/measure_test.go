package bench

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sink makes an allocation in a test escape to the heap.
type sink struct{ kept []byte }

func TestMedian(t *testing.T) {
	assert.True(t, math.IsNaN(median(nil)))
	assert.Equal(t, 3.0, median([]float64{9, 3, 1}))
	assert.Equal(t, 2.5, median([]float64{4, 1, 2, 3}))
}

func costs(nanoseconds ...float64) (rounds []Cost) {
	for _, n := range nanoseconds {
		rounds = append(rounds, Cost{Nanoseconds: n})
	}
	return rounds
}

// A slow second round falls on both and does not change the ratio.
func TestRatioIsPerRound(t *testing.T) {
	assert.Equal(t, 2.0, Ratio(costs(20, 80, 22), costs(10, 40, 11)))
}

func TestAddedIsPerLine(t *testing.T) {
	assert.Equal(t, costs(9, 5), Added(costs(10, 50), costs(100, 100), 10))
}

func TestMeasureCountsATurn(t *testing.T) {
	var to sink
	meter := Measure(func() error {
		time.Sleep(time.Millisecond)
		to.kept = make([]byte, 1<<16)
		return nil
	})
	cost, err := meter(4)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, cost.Nanoseconds, 1e6)
	assert.GreaterOrEqual(t, cost.Bytes, float64(1<<16))
	assert.GreaterOrEqual(t, cost.Allocations, 1.0)
	assert.Len(t, to.kept, 1<<16)
}

func TestKept(t *testing.T) {
	kept, err := Kept(func() (any, error) { return make([]byte, 1<<20), nil })
	require.NoError(t, err)
	assert.InDelta(t, 1<<20, kept, 1<<17)
}

func TestInterleaveTakesTurns(t *testing.T) {
	var order []string
	meter := func(name string) Meter {
		return func(n int) (Cost, error) {
			order = append(order, name)
			return Cost{Nanoseconds: float64(time.Second)}, nil
		}
	}
	got, err := Interleave([]Meter{meter("a"), meter("b")}, 2)
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b", "a", "b", "a", "b"}, order, "one trial each, then two rounds")
	assert.Len(t, got, 2)
	assert.Len(t, got[0], 2)
}

func TestAFailingTurnFails(t *testing.T) {
	broken := errors.New("broken")
	failing := func() error { return broken }
	_, err := Interleave([]Meter{Measure(failing)}, 1)
	assert.ErrorIs(t, err, broken)
	_, err = Kept(func() (any, error) { return nil, broken })
	assert.ErrorIs(t, err, broken)
	way := Way{Name: "w", Start: func(*Invoice) (Meter, Message, error) { return nil, Message{}, broken }}
	_, err = MessageRows([]Way{way}, Sample, 1, FloorName, NaiveName)
	assert.ErrorIs(t, err, broken)
	_, err = LoadTable([]Loader{{OneCoreName, func() (any, error) { return nil, broken }}, {Name: AllCoresName}}, 1, 1)
	assert.ErrorIs(t, err, broken)
}

func TestWithoutTheFloorThereAreNoRatios(t *testing.T) {
	_, err := MessageRows(nil, Sample, 1, FloorName, NaiveName)
	assert.ErrorContains(t, err, "floor")
	_, err = LoadTable(nil, 1, 1)
	assert.ErrorContains(t, err, "premailer alone")
	empty := Way{Name: "w", Start: func(*Invoice) (Meter, Message, error) { return nil, Message{}, nil }}
	_, err = MessageRows([]Way{empty}, Sample, 1, FloorName, NaiveName)
	assert.ErrorContains(t, err, "w: the message lacks html:")
}
