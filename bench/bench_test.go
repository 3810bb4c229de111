package bench

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// rounds is odd, so that the median is one of the rounds.
const rounds = 25

func allWays(t testing.TB) []Way {
	rivals, err := Rivals()
	require.NoError(t, err)
	ours, err := Ours()
	require.NoError(t, err)
	return append(rivals, ours...)
}

func startHermes(t testing.TB) Way {
	hermes, err := StartHermes(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, hermes.Close()) })
	return hermes.Way()
}

// BenchmarkTable measures all ways in turns and prints the table of ratios.
func BenchmarkTable(b *testing.B) {
	ways := append(allWays(b), startHermes(b))
	var table string
	for b.Loop() {
		rows, err := MessageRows(ways, Sample, rounds, FloorName, NaiveName)
		require.NoError(b, err)
		table = MessageTable(rows)
	}
	fmt.Fprintf(os.Stdout, "\n\n%s\n", table)
}

// BenchmarkBytesTable measures the ways to the bytes of the whole message.
func BenchmarkBytesTable(b *testing.B) {
	for _, language := range Languages() {
		b.Run(language, func(b *testing.B) {
			ways, err := ByteWays(language)
			require.NoError(b, err)
			var table string
			for b.Loop() {
				rows, err := MessageRows(ways, func(lines int) *Invoice { return SampleIn(language, lines) }, rounds, FloorBytesName, NaiveBytesName)
				require.NoError(b, err)
				table = MessageTable(rows)
			}
			fmt.Fprintf(os.Stdout, "\n\n%s\n", table)
		})
	}
}

// BenchmarkEncodingTable prints how large each part is in each encoding, and
// which one Billet takes.
func BenchmarkEncodingTable(b *testing.B) {
	var table string
	for b.Loop() {
		var err error
		table, err = EncodingTable()
		require.NoError(b, err)
	}
	fmt.Fprintf(os.Stdout, "\n\n%s\n", table)
}

// BenchmarkLoad measures how long a folder of 20 templates in two languages
// takes to load, and prints the table of ratios.
func BenchmarkLoad(b *testing.B) {
	const templates = 20
	languages := []string{"en", "fr"}
	folder, err := LoadFolder(templates, languages)
	require.NoError(b, err)
	loaders, err := Loaders(folder, templates, languages)
	require.NoError(b, err)
	var table string
	for b.Loop() {
		table, err = LoadTable(loaders, templates*len(languages), rounds)
		require.NoError(b, err)
	}
	fmt.Fprintf(os.Stdout, "\n\n%s\n", table)
}

// BenchmarkMessage is each way by itself, for profiles and for benchstat.
func BenchmarkMessage(b *testing.B) {
	for _, way := range allWays(b) {
		for _, lines := range []int{FewLines, ManyLines} {
			invoice := Sample(lines)
			b.Run(fmt.Sprintf("%s/%d", way.Name, lines), func(b *testing.B) {
				meter, message, err := way.Start(invoice)
				require.NoError(b, err)
				if !way.Part {
					require.Empty(b, Missing(message, invoice))
				}
				b.ReportAllocs()
				b.ResetTimer()
				_, err = meter(b.N)
				require.NoError(b, err)
			})
		}
	}
}
