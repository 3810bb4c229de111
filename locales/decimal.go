package locales

import (
	"strconv"
	"strings"
)

// maxDigits bounds what a number may grow to, in digits on either side of the
// decimal separator, so that an exponent or a template cannot fill the memory.
const maxDigits = 400

// decimal is an exact number as its digits. Int has no leading zeros but for
// a single "0"; frac keeps the zeros of the text.
type decimal struct {
	negative  bool
	int, frac string
}

// parseDecimal reads plain decimal text: an optional sign, digits, and
// optionally a point with more digits.
func parseDecimal(text string) (decimal, bool) {
	var d decimal
	switch {
	case strings.HasPrefix(text, "-"):
		d.negative, text = true, text[1:]
	case strings.HasPrefix(text, "+"):
		text = text[1:]
	}
	var point bool
	d.int, d.frac, point = strings.Cut(text, ".")
	if d.int == "" || !allDigits(d.int) || !allDigits(d.frac) || point && d.frac == "" {
		return decimal{}, false
	}
	d.int = trimZeros(d.int)
	return d, true
}

// parseScientific reads decimal text that may have an exponent ("1.5E+3"),
// which large and tiny amounts of money have.
func parseScientific(text string) (decimal, bool) {
	mantissa, exponent, found := strings.Cut(text, "E")
	d, ok := parseDecimal(mantissa)
	if !found || !ok {
		return d, ok
	}
	shift, err := strconv.Atoi(exponent)
	if err != nil || shift < -maxDigits || shift > maxDigits {
		return decimal{}, false
	}
	digits, point := d.int+d.frac, len(d.int)+shift
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	if point < 1 {
		digits, point = strings.Repeat("0", 1-point)+digits, 1
	}
	d.int, d.frac = trimZeros(digits[:point]), digits[point:]
	return d, true
}

func allDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// trimZeros removes leading zeros but for the last digit.
func trimZeros(digits string) string {
	for len(digits) > 1 && digits[0] == '0' {
		digits = digits[1:]
	}
	return digits
}

// zero reports whether all digits are 0.
func (d decimal) zero() bool {
	return strings.Trim(d.int, "0") == "" && strings.Trim(d.frac, "0") == ""
}

// round keeps at most places digits after the point. A half goes to the even
// neighbour, or away from zero if halfUp says so. A number that becomes zero
// loses its sign.
func (d decimal) round(places int, halfUp bool) decimal {
	if len(d.frac) > places {
		cut, rest := d.frac[places], d.frac[places+1:]
		digits := []byte(d.int + d.frac[:places])
		odd := digits[len(digits)-1]%2 == 1 // '0' is even in ASCII
		up := cut > '5' || cut == '5' && (halfUp || odd || strings.Trim(rest, "0") != "")
		if up {
			digits = increment(digits)
		}
		d.int, d.frac = string(digits[:len(digits)-places]), string(digits[len(digits)-places:])
	}
	if d.negative && d.zero() {
		d.negative = false
	}
	return d
}

// increment adds one in the last place.
func increment(digits []byte) []byte {
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] != '9' {
			digits[i]++
			return digits
		}
		digits[i] = '0'
	}
	return append([]byte{'1'}, digits...)
}

// fraction gives the number least digits after the point at least, and most
// at most; zeros past least are dropped. A negative least keeps the zeros
// that the text has, a negative most never rounds.
func (d decimal) fraction(least, most int) decimal {
	least, most = min(least, maxDigits), min(most, maxDigits)
	if most < 0 {
		most = max(len(d.frac), least)
	}
	d = d.round(max(least, most), false)
	if least < 0 {
		return d
	}
	for len(d.frac) > least && d.frac[len(d.frac)-1] == '0' {
		d.frac = d.frac[:len(d.frac)-1]
	}
	if missing := least - len(d.frac); missing > 0 {
		d.frac += strings.Repeat("0", missing)
	}
	return d
}
