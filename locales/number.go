package locales

import "unicode/utf8"

// Number writes a number given as exact decimal text ("-1234.5"), with its
// digits in groups.
//
// MinFraction and maxFraction bound the digits after the decimal separator,
// at most 400; a half is rounded to the even neighbour. A negative minFraction
// keeps the zeros of the text, a negative maxFraction never rounds, so -1, -1
// writes as many digits as the text has. A number that is rounded to zero has
// no sign. Text that is not a plain decimal comes back unchanged.
func (l *Locale) Number(decimal string, minFraction, maxFraction int) string {
	d, ok := parseDecimal(decimal)
	if !ok {
		return decimal
	}
	d = d.fraction(minFraction, maxFraction)
	n := l.number
	return string(n.appendAffixed(make([]byte, 0, 48), d, n.number.of(d.negative), n.sizes))
}

// Percent writes a percentage. The number is the percentage, not a ratio:
// "20" gives "20%" in English and "20 %" in French. Fractions, rounding and
// malformed text are as in [Locale.Number].
func (l *Locale) Percent(decimal string, minFraction, maxFraction int) string {
	d, ok := parseDecimal(decimal)
	if !ok {
		return decimal
	}
	d = d.fraction(minFraction, maxFraction)
	n := l.number
	return string(n.appendAffixed(make([]byte, 0, 48), d, n.percent.of(d.negative), n.percentSizes))
}

func (n *numberRow) appendAffixed(b []byte, d decimal, around *[2]string, sizes [2]int) []byte {
	b = append(b, around[0]...)
	b = n.appendDecimal(b, d, n.decimal, n.group, sizes)
	return append(b, around[1]...)
}

// appendDecimal writes the digits of d without its sign.
func (n *numberRow) appendDecimal(b []byte, d decimal, point, group string, sizes [2]int) []byte {
	grouped := len(d.int) >= sizes[0]+n.minGrouping
	for i := 0; i < len(d.int); i++ {
		left := len(d.int) - i // digits from here to the point
		if grouped && i > 0 && left >= sizes[0] && (left-sizes[0])%sizes[1] == 0 {
			b = append(b, group...)
		}
		b = n.appendDigit(b, d.int[i])
	}
	if d.frac == "" {
		return b
	}
	b = append(b, point...)
	for i := 0; i < len(d.frac); i++ {
		b = n.appendDigit(b, d.frac[i])
	}
	return b
}

// appendDigit writes an ASCII digit in the digits of the locale.
func (n *numberRow) appendDigit(b []byte, digit byte) []byte {
	return utf8.AppendRune(b, n.zero+rune(digit-'0'))
}

// appendInt writes a number that is not negative with at least width digits.
func (n *numberRow) appendInt(b []byte, value, width int) []byte {
	var digits [20]byte
	at := len(digits)
	for value > 0 || len(digits)-at < width {
		at--
		digits[at] = byte('0' + value%10)
		value /= 10
	}
	for _, digit := range digits[at:] {
		b = n.appendDigit(b, digit)
	}
	return b
}
