package expr

import "github.com/billet-mail/billet/placeholders"

func forloopNames(depth int) []string {
	names := []string{"counter", "counter0", "revcounter", "revcounter0", "first", "last", "length"}
	if depth > 1 {
		names = append(names, "parentloop")
	}
	return names
}

// loopExpr is the name forloop itself: an object that is always there.
func loopExpr(depth int) *Expr {
	e := constant(Value{Kind: placeholders.Object})
	e.loop, e.Constant = depth, false
	return e
}

// forloop is what Django knows of a running loop; nil for an unknown name.
func forloop(depth int, name string) *Expr {
	number := func(f func(turn) int) *Expr {
		return &Expr{Kind: placeholders.Integer, eval: func(s *Stack) Value {
			return placeholders.IntValue(int64(f(s.loops[depth])))
		}}
	}
	truth := func(f func(turn) bool) *Expr {
		return &Expr{Kind: placeholders.Bool, eval: func(s *Stack) Value {
			return placeholders.BoolValue(f(s.loops[depth]))
		}}
	}
	switch name {
	case "counter":
		return number(func(t turn) int { return t.index + 1 })
	case "counter0":
		return number(func(t turn) int { return t.index })
	case "revcounter":
		return number(func(t turn) int { return t.length - t.index })
	case "revcounter0":
		return number(func(t turn) int { return t.length - t.index - 1 })
	case "length":
		return number(func(t turn) int { return t.length })
	case "first":
		return truth(func(t turn) bool { return t.index == 0 })
	case "last":
		return truth(func(t turn) bool { return t.index == t.length-1 })
	case "parentloop":
		if depth > 1 {
			return loopExpr(depth - 1)
		}
	}
	return nil
}
