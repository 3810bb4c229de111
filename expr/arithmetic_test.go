package expr_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Integers give the exact result, or the end of their range that is nearer to
// it. math/big is the referee.
func TestIntegersSaturate(t *testing.T) {
	w := newWorld(t, "en")
	ops := map[string]func(x, y *big.Int) *big.Int{
		"big + small":    func(x, y *big.Int) *big.Int { return new(big.Int).Add(x, y) },
		"big - small":    func(x, y *big.Int) *big.Int { return new(big.Int).Sub(x, y) },
		"big * small":    func(x, y *big.Int) *big.Int { return new(big.Int).Mul(x, y) },
		"-big":           func(x, _ *big.Int) *big.Int { return new(big.Int).Neg(x) },
		"big|abs":        func(x, _ *big.Int) *big.Int { return new(big.Int).Abs(x) },
		"(big - 1) + -1": func(x, _ *big.Int) *big.Int { return minusTwo(x) },
	}
	ends := []int64{0, 1, -1, 2, -2, math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1, 1 << 31, -1 << 32, 3037000500}
	for line, exact := range ops {
		c := w.prove(line)
		require.True(t, c.ok, "%v", w.report)
		for _, x := range ends {
			for _, y := range ends {
				f := &facts{Big: x, Small: y}
				got := strings.ReplaceAll(c.run(w.stack(f)), ",", "")
				require.Equal(t, clamp(exact(big.NewInt(x), big.NewInt(y))).String(), got, "%s of %d and %d", line, x, y)
			}
		}
	}
}

func minusTwo(x *big.Int) *big.Int {
	one := big.NewInt(1)
	return new(big.Int).Sub(clamp(new(big.Int).Sub(x, one)), one)
}

func clamp(n *big.Int) *big.Int {
	least, most := big.NewInt(math.MinInt64), big.NewInt(math.MaxInt64)
	switch {
	case n.Cmp(least) < 0:
		return least
	case n.Cmp(most) > 0:
		return most
	}
	return n
}
