package bench
import ("testing";"github.com/stretchr/testify/require")
func BenchmarkAllocBytes(b *testing.B) {
	ways, err := ByteWays(); require.NoError(b, err)
	for _, w := range ways { if w.Name != "Billet, formatted text" { continue }
		meter,_,err := w.Start(Sample(5)); require.NoError(b, err)
		b.ReportAllocs(); b.ResetTimer()
		_, err = meter(b.N); require.NoError(b, err)
	}
}
