package css

import "strings"

// weight is a selector's specificity as CSS counts it (Selectors Level 4,
// section 17), and what go-premailer v1.36.0 counts in the written form: it
// compares the numbers of #, of dots, of [ and of words after a blank, in this
// order, and knows nothing of pseudo-classes.
type weight struct {
	ids, classes, tags int // as CSS counts: classes with attributes and pseudo-classes
	dots, brackets     int // as the inliner counts
}

func (s selector) weight() weight {
	var w weight
	for _, c := range s.compounds {
		w.add(c)
	}
	return w
}

func (w *weight) add(c compound) {
	if c.tag != "" {
		w.tags++
	}
	for _, s := range c.simples {
		switch s.kind {
		case id:
			w.ids++
		case class:
			w.classes++
			w.dots++
		case attribute:
			w.classes++
			w.brackets++
		case pseudoClass:
			w.classes++
		case negation:
			w.add(*s.not)
		}
	}
}

// level is what selectors share that differ in tags and order only.
type level struct{ ids, classes int }

// balance is, for each level, how many brackets its selectors must show to the
// inliner so that it compares them by their tags and order.
func balance(rules []rule) map[level]int {
	need := map[level]int{}
	for _, r := range rules {
		for _, s := range r.selectors {
			w := s.weight()
			l := level{w.ids, w.classes}
			need[l] = max(need[l], w.brackets)
		}
	}
	return need
}

// rankName is a class and an attribute that no page has.
const rankName = "billet-rank"

// ranked writes a selector so that the inliner counts what CSS counts. The
// padding, a :not() that always holds, shows it the missing dots and brackets.
func (s selector) ranked(need map[level]int) string {
	var b strings.Builder
	s.write(&b)
	w := s.weight()
	if dots := w.classes - w.dots; dots > 0 {
		b.WriteString(":not(" + strings.Repeat("."+rankName, dots) + ")")
	}
	if brackets := need[level{w.ids, w.classes}] - w.brackets; brackets > 0 {
		b.WriteString(":not(" + strings.Repeat("["+rankName+"]", brackets) + ")")
	}
	return b.String()
}

// write writes the selector in its normal form.
func (s selector) write(b *strings.Builder) {
	for _, c := range s.compounds {
		switch c.combinator {
		case 0:
		case ' ':
			b.WriteByte(' ')
		default:
			b.WriteByte(' ')
			b.WriteByte(c.combinator)
			b.WriteByte(' ')
		}
		c.write(b)
	}
}

func (c compound) write(b *strings.Builder) {
	b.WriteString(c.tag)
	if c.tag == "" && len(c.simples) == 0 {
		b.WriteByte('*')
	}
	for _, s := range c.simples {
		s.write(b)
	}
}

func (s simple) write(b *strings.Builder) {
	switch s.kind {
	case class:
		b.WriteByte('.')
		writeName(b, s.name)
	case id:
		b.WriteByte('#')
		writeName(b, s.name)
	case attribute:
		b.WriteString("[" + s.name + s.op)
		if s.op != "" {
			writeQuoted(b, s.value)
		}
		if s.fold {
			b.WriteByte('i')
		}
		b.WriteByte(']')
	case pseudoClass:
		b.WriteString(":" + s.name)
		if s.value != "" {
			b.WriteString("(" + s.value + ")")
		}
	case negation:
		b.WriteString(":not(")
		if s.not.tag != "" {
			b.WriteByte(' ') // or the inliner would not count the tag
		}
		s.not.write(b)
		b.WriteByte(')')
	}
}
