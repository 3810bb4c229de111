package locales

import (
	"strconv"
	"strings"
)

// Category is a plural category of the CLDR.
type Category string

// The categories in the order of the CLDR. Every language has Other; which of
// the others it has, [Locale.Categories] says.
const (
	Zero  Category = "zero"
	One   Category = "one"
	Two   Category = "two"
	Few   Category = "few"
	Many  Category = "many"
	Other Category = "other"
)

// categories lists all of them, in order.
func categories() []Category { return []Category{Zero, One, Two, Few, Many, Other} }

// Categories lists the plural categories that the language has, in the order
// of the CLDR, Other last.
func (l *Locale) Categories() []Category {
	var has []Category
	for _, test := range l.plural {
		has = append(has, test.category)
	}
	return append(has, Other)
}

// Plural is the cardinal plural category of a number given as exact decimal
// text. Zeros after the point count: English has One for "1" and Other for
// "1.0". Text that is not a plain decimal gives Other.
func (l *Locale) Plural(decimal string) Category {
	d, ok := parseDecimal(decimal)
	if !ok {
		return Other
	}
	for _, test := range l.plural {
		if test.holds(d) {
			return test.category
		}
	}
	return Other
}

// pluralTest is a compiled plural rule: it holds if all the relations of one
// of its alternatives do (UTS 35, part 3, plural rules syntax).
type pluralTest struct {
	category     Category
	alternatives [][]relation
}

// relation compares an operand, modulo mod if that is not 0, with ranges.
type relation struct {
	operand byte // n: the number, i: its integer digits, v: its count of fraction digits, e: 0
	mod     uint64
	not     bool
	ranges  [][2]uint64
}

// compilePlural compiles the rules of the table, which are well formed.
func compilePlural(rules []pluralRule) []pluralTest {
	tests := make([]pluralTest, len(rules))
	for i, rule := range rules {
		tests[i].category = rule.category
		for alternative := range strings.SplitSeq(rule.when, " or ") {
			var all []relation
			for text := range strings.SplitSeq(alternative, " and ") {
				all = append(all, compileRelation(text))
			}
			tests[i].alternatives = append(tests[i].alternatives, all)
		}
	}
	return tests
}

// compileRelation compiles "i % 10 = 2..4,7" or "i != 0".
func compileRelation(text string) relation {
	left, right, _ := strings.Cut(text, "=")
	r := relation{not: strings.HasSuffix(left, "!")}
	operand, mod, _ := strings.Cut(strings.TrimSuffix(left, "!"), "%")
	r.operand = operand[0]
	r.mod, _ = strconv.ParseUint(strings.TrimSpace(mod), 10, 64) // 0 without one
	for part := range strings.SplitSeq(strings.TrimSpace(right), ",") {
		low, high, _ := strings.Cut(part, "..")
		first, _ := strconv.ParseUint(low, 10, 64)
		last, err := strconv.ParseUint(high, 10, 64)
		if err != nil {
			last = first
		}
		r.ranges = append(r.ranges, [2]uint64{first, last})
	}
	return r
}

func (p *pluralTest) holds(d decimal) bool {
	for _, all := range p.alternatives {
		holds := true
		for i := range all {
			holds = holds && all[i].holds(d)
		}
		if holds {
			return true
		}
	}
	return false
}

func (r *relation) holds(d decimal) bool {
	value := uint64(0)
	switch r.operand {
	case 'n':
		if strings.Trim(d.frac, "0") != "" {
			return r.not // a fraction is in no range
		}
		value = integer(d.int)
	case 'i':
		value = integer(d.int)
	case 'v':
		value = uint64(len(d.frac))
	}
	if r.mod > 0 {
		value %= r.mod
	}
	for _, span := range r.ranges {
		if value >= span[0] && value <= span[1] {
			return !r.not
		}
	}
	return r.not
}

// integer reads digits. Of a number with more than 18 digits it keeps the
// last 18 and a leading 1: enough for the rules, which look at the last
// digits of large numbers and compare small ones.
func integer(digits string) uint64 {
	const most = 18
	if len(digits) > most {
		digits = "1" + digits[len(digits)-most:]
	}
	value, _ := strconv.ParseUint(digits, 10, 64)
	return value
}
