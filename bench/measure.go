package bench

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"
)

// Cost is what one turn cost on average.
type Cost struct {
	Nanoseconds float64
	Bytes       float64 // allocated
	Allocations float64
}

// Meter takes n turns and reports what one of them cost.
type Meter func(n int) (Cost, error)

// Measure makes a meter of a function that is one turn.
func Measure(turn func() error) Meter {
	return func(n int) (Cost, error) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		for range n {
			if err := turn(); err != nil {
				return Cost{}, err
			}
		}
		elapsed := time.Since(start)
		runtime.ReadMemStats(&after)
		turns := float64(n)
		return Cost{
			Nanoseconds: float64(elapsed.Nanoseconds()) / turns,
			Bytes:       float64(after.TotalAlloc-before.TotalAlloc) / turns,
			Allocations: float64(after.Mallocs-before.Mallocs) / turns,
		}, nil
	}
}

// sampleTime is how long one meter runs in one round, or one turn if that
// takes longer.
const sampleTime = 20 * time.Millisecond

// Interleave lets all meters run in every round, one after another, so that a
// slow moment of the machine falls on all of them. It returns the costs by
// meter and round.
func Interleave(meters []Meter, rounds int) ([][]Cost, error) {
	turns := make([]int, len(meters))
	for i, meter := range meters {
		var err error
		if turns[i], err = turnsFor(meter); err != nil {
			return nil, err
		}
	}
	costs := make([][]Cost, len(meters))
	for range rounds {
		for i, meter := range meters {
			cost, err := meter(turns[i])
			if err != nil {
				return nil, err
			}
			costs[i] = append(costs[i], cost)
		}
	}
	return costs, nil
}

// turnsFor finds how many turns take sampleTime, in ever longer trials, because
// the first turns are slow.
func turnsFor(meter Meter) (int, error) {
	for n := 1; ; {
		cost, err := meter(n)
		if err != nil {
			return 0, err
		}
		enough := max(1, int(float64(sampleTime)/max(1, cost.Nanoseconds)))
		if enough <= 2*n {
			return enough, nil
		}
		n = min(enough, 10*n)
	}
}

// Typical is the median of each kind of cost.
func Typical(rounds []Cost) Cost {
	return Cost{
		Nanoseconds: medianOf(rounds, func(c Cost) float64 { return c.Nanoseconds }),
		Bytes:       medianOf(rounds, func(c Cost) float64 { return c.Bytes }),
		Allocations: medianOf(rounds, func(c Cost) float64 { return c.Allocations }),
	}
}

// Ratio is the median, over the rounds, of how many times longer a took than b.
func Ratio(a, b []Cost) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = a[i].Nanoseconds / b[i].Nanoseconds
	}
	return median(ratios)
}

// Added is the time, by round, of one of the added lines: many is measured
// with that many lines more than few.
func Added(few, many []Cost, lines int) []Cost {
	added := make([]Cost, len(few))
	for i := range few {
		added[i].Nanoseconds = (many[i].Nanoseconds - few[i].Nanoseconds) / float64(lines)
	}
	return added
}

func medianOf(rounds []Cost, kind func(Cost) float64) float64 {
	numbers := make([]float64, len(rounds))
	for i, cost := range rounds {
		numbers[i] = kind(cost)
	}
	return median(numbers)
}

// median is NaN for no numbers.
func median(numbers []float64) float64 {
	if len(numbers) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(numbers))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// Kept is the number of bytes of the heap that what make returns holds on to.
func Kept(make func() (any, error)) (int, error) {
	var before, after runtime.MemStats
	collect(&before)
	kept, err := make()
	if err != nil {
		return 0, fmt.Errorf("kept: %w", err)
	}
	collect(&after)
	runtime.KeepAlive(kept)
	return int(after.HeapAlloc) - int(before.HeapAlloc), nil
}

// collect collects twice, because finalizers and pools need a second turn.
func collect(stats *runtime.MemStats) {
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(stats)
}
