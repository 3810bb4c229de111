// Package expr is the expression language of templates and rules: Django's
// syntax, typed, and total.
//
// [Parse] reads an expression, [Env.Check] proves its names, types and optional
// values against an event's placeholders and compiles it, [Expr.Eval] works out
// its value for one message. Evaluation cannot fail, does no I/O, and costs
// time in proportion to the data: there is no recursion, no division and no
// call but the closed table of [Filters].
//
// Deliberate differences from Django and pongo2 are listed in
// docs/expressions.md.
package expr
