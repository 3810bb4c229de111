package events

import (
	"encoding/json"
	"math/big"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// maxDigits is how many digits a number in a payload may have, before and
// after the decimal point together.
const maxDigits = 18

// Decimal is an exact decimal number: a quantity, a rate. It keeps the
// fraction digits it was written with ("1.50" prints as 1.50).
//
// The zero Decimal is absent; in arithmetic and comparisons it counts as 0.
// Results of arithmetic may have more digits than a payload may. Decimals are
// comparable with == by their text; Cmp compares their values. They are
// immutable and safe for concurrent use.
type Decimal struct {
	text string // plain notation, "" if absent
}

// NewDecimal reads a decimal such as "12", "-0.5" or "1.5e3": at most 18
// digits once written out.
func NewDecimal(text string) (Decimal, error) {
	mantissa, exponent, hasExponent := cutExponent(text)
	if hasExponent {
		var ok bool
		if mantissa, ok = shiftPoint(mantissa, exponent); !ok {
			return Decimal{}, notDecimal()
		}
	}
	if !isPlainNumber(mantissa) {
		return Decimal{}, notDecimal()
	}
	if countDigits(mantissa) > maxDigits {
		return Decimal{}, &problem{diag.DataNumber, "must have at most 18 digits", "round the number before it is sent"}
	}
	return Decimal{withoutMinusZero(mantissa)}, nil
}

// DecimalFromInt is the Decimal of a whole number.
func DecimalFromInt(n int64) Decimal { return Decimal{big.NewInt(n).String()} }

// String is the number in plain notation, never with an exponent; "" if absent.
func (d Decimal) String() string { return d.text }

// IsZero reports whether the Decimal is absent. The number 0 is not absent.
func (d Decimal) IsZero() bool { return d.text == "" }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	n, _ := d.parts()
	return n.Sign()
}

// Cmp is -1, 0 or 1 as d is less than, equal to or more than other; 1.0 and 1
// are equal.
func (d Decimal) Cmp(other Decimal) int {
	a, b, _ := align(d, other)
	return a.Cmp(b)
}

// Add is d + other.
func (d Decimal) Add(other Decimal) Decimal {
	a, b, scale := align(d, other)
	return fromParts(a.Add(a, b), scale)
}

// Sub is d - other.
func (d Decimal) Sub(other Decimal) Decimal {
	a, b, scale := align(d, other)
	return fromParts(a.Sub(a, b), scale)
}

// Mul is d × other, exact.
func (d Decimal) Mul(other Decimal) Decimal {
	a, scaleA := d.parts()
	b, scaleB := other.parts()
	return fromParts(a.Mul(a, b), scaleA+scaleB)
}

// MarshalJSON writes the number as a JSON string, so that no reader turns it
// into a float; null if absent.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.text)
}

// UnmarshalJSON reads a JSON string or number; null makes the Decimal absent.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	text := string(data)
	if text == "null" {
		*d = Decimal{}
		return nil
	}
	if strings.HasPrefix(text, `"`) {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	got, err := NewDecimal(text)
	if err != nil {
		return err
	}
	*d = got
	return nil
}

// parts is the number as unscaled integer and count of fraction digits.
func (d Decimal) parts() (*big.Int, int) {
	whole, fraction, _ := strings.Cut(d.text, ".")
	n := new(big.Int)
	n.SetString(whole+fraction, 10)
	return n, len(fraction)
}

func align(a, b Decimal) (x, y *big.Int, scale int) {
	x, scaleX := a.parts()
	y, scaleY := b.parts()
	scale = max(scaleX, scaleY)
	return x.Mul(x, powerOfTen(scale-scaleX)), y.Mul(y, powerOfTen(scale-scaleY)), scale
}

func powerOfTen(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

func fromParts(n *big.Int, scale int) Decimal {
	digits := new(big.Int).Abs(n).String()
	if scale > 0 {
		if len(digits) <= scale {
			digits = strings.Repeat("0", scale-len(digits)+1) + digits
		}
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		digits = "-" + digits
	}
	return Decimal{digits}
}

func notDecimal() error {
	return &problem{diag.DataNumber, "must be a decimal number", `write it like "12.5", with a point and without grouping`}
}
