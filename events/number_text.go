package events

import (
	"strconv"
	"strings"
)

// isPlainNumber reports whether text is a number as JSON has it (RFC 8259,
// section 6) without an exponent.
func isPlainNumber(text string) bool {
	text = strings.TrimPrefix(text, "-")
	whole, fraction, hasPoint := strings.Cut(text, ".")
	if len(whole) > 1 && whole[0] == '0' {
		return false
	}
	return allDigits(whole) && (!hasPoint || allDigits(fraction))
}

func allDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// countDigits counts what must be stored: leading zeros do not count.
func countDigits(number string) int {
	digits := strings.Replace(strings.TrimPrefix(number, "-"), ".", "", 1)
	return len(strings.TrimLeft(digits, "0"))
}

func withoutMinusZero(number string) string {
	if countDigits(number) == 0 {
		return strings.TrimPrefix(number, "-")
	}
	return number
}

// cutExponent splits "1.5e3" at its e. An exponent out of proportion is
// reported as one that no number can have.
func cutExponent(text string) (mantissa string, exponent int, found bool) {
	at := strings.IndexAny(text, "eE")
	if at < 0 {
		return text, 0, false
	}
	exponent, err := strconv.Atoi(text[at+1:])
	if err != nil || exponent > 2*maxDigits || exponent < -2*maxDigits {
		return "", 0, true
	}
	return text[:at], exponent, true
}

// shiftPoint moves the decimal point of a plain number by n places; ok is
// false if it is not a plain number.
func shiftPoint(number string, n int) (shifted string, ok bool) {
	if !isPlainNumber(number) || len(number) > 4*maxDigits {
		return "", false
	}
	sign := ""
	if number[0] == '-' {
		sign, number = "-", number[1:]
	}
	whole, fraction, _ := strings.Cut(number, ".")
	digits := whole + fraction
	point := len(whole) + n
	if point <= 0 {
		digits = strings.Repeat("0", 1-point) + digits
		point = 1
	}
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	whole, fraction = digits[:point], digits[point:]
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return sign + whole, true
	}
	return sign + whole + "." + fraction, true
}
