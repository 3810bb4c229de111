package bench

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Lines of the short and of the long invoice.
const (
	FewLines  = 5
	ManyLines = 500
)

// Row is one way's results.
type Row struct {
	Name             string
	Few, Many, Added Cost    // Added is per line beyond the few
	TimesFloor       float64 // of the few
	AddedTimesFloor  float64
	TimesFaster      float64 // than the naive pipeline, of the few
	Output           int     // bytes of the message with few lines, 0 for a part
}

// MessageRows measures every way in turns, with invoices of few and of many
// lines. The floor and the naive way, which
// the others are compared with, must be among the ways.
func MessageRows(ways []Way, sample func(lines int) *Invoice, rounds int, floorName, naiveName string) ([]Row, error) {
	few, outputs, err := start(ways, sample(FewLines))
	if err != nil {
		return nil, err
	}
	many, _, err := start(ways, sample(ManyLines))
	if err != nil {
		return nil, err
	}
	costs, err := Interleave(append(few, many...), rounds)
	if err != nil {
		return nil, err
	}
	short, long := costs[:len(ways)], costs[len(ways):]
	floor := slices.IndexFunc(ways, func(w Way) bool { return w.Name == floorName })
	naive := slices.IndexFunc(ways, func(w Way) bool { return w.Name == naiveName })
	if floor < 0 || naive < 0 {
		return nil, errors.New("the floor and the naive pipeline must be measured too")
	}
	const lines = ManyLines - FewLines
	floorAdded := Added(short[floor], long[floor], lines)
	rows := make([]Row, len(ways))
	for i, way := range ways {
		added := Added(short[i], long[i], lines)
		rows[i] = Row{
			Name: way.Name, Output: outputs[i],
			Few: Typical(short[i]), Many: Typical(long[i]), Added: Typical(added),
			TimesFloor:      Ratio(short[i], short[floor]),
			AddedTimesFloor: Ratio(added, floorAdded),
			TimesFaster:     Ratio(short[naive], short[i]),
		}
	}
	return rows, nil
}

// start prepares the ways for an invoice, and refuses one whose message lacks
// a value.
func start(ways []Way, invoice *Invoice) (meters []Meter, outputs []int, err error) {
	for _, way := range ways {
		meter, message, err := way.Start(invoice)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", way.Name, err)
		}
		if missing := Missing(message, invoice); len(missing) > 0 && !way.Part {
			return nil, nil, fmt.Errorf("%s: the message lacks %s", way.Name, strings.Join(missing, ", "))
		}
		meters, outputs = append(meters, meter), append(outputs, message.Size())
	}
	return meters, outputs, nil
}

// MessageTable prints the rows as a Markdown table.
func MessageTable(rows []Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| one message | µs, %d lines | × floor | naive ÷ it | KB made | KB allocated | allocations | µs, %d lines | ns per added line | × floor |\n", FewLines, ManyLines)
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %.1f | %.2f | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f | %.2f |\n",
			r.Name, r.Few.Nanoseconds/1e3, r.TimesFloor, r.TimesFaster, float64(r.Output)/1024,
			r.Few.Bytes/1024, r.Few.Allocations, r.Many.Nanoseconds/1e3, r.Added.Nanoseconds, r.AddedTimesFloor)
	}
	return b.String()
}

// LoadTable measures the loaders in turns and prints a Markdown table. Pages is
// the number of templates times languages.
func LoadTable(loaders []Loader, pages, rounds int) (string, error) {
	meters := make([]Meter, len(loaders))
	one, all := -1, -1
	for i, loader := range loaders {
		switch loader.Name {
		case OneCoreName:
			one = i
		case AllCoresName:
			all = i
		}
		meters[i] = Measure(func() error {
			_, err := loader.Load()
			return err
		})
	}
	if one < 0 || all < 0 {
		return "", errors.New("premailer alone must be measured too")
	}
	costs, err := Interleave(meters, rounds)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| load of %d templates × languages | ms | × %s | × %s | KB kept for each |\n", pages, OneCoreName, AllCoresName)
	b.WriteString("|---|---:|---:|---:|---:|\n")
	for i, loader := range loaders {
		kept, err := Kept(loader.Load)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "| %s | %.0f | %.2f | %.2f | %.1f |\n", loader.Name, Typical(costs[i]).Nanoseconds/1e6,
			Ratio(costs[i], costs[one]), Ratio(costs[i], costs[all]), float64(kept)/1024/float64(pages))
	}
	return b.String(), nil
}
