package expr_test

import (
	"fmt"
	"reflect"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

type greeting struct {
	Name   string       `json:"name" validate:"required"`
	Nick   string       `json:"nick,omitempty"`
	Amount events.Money `json:"amount" validate:"required"`
}

func ExampleEnv_Output() {
	fields, err := placeholders.ForEvent(&events.Event{ID: "greeting", Data: reflect.TypeFor[greeting]()})
	if err != nil {
		panic(err)
	}
	french, err := locales.New("fr")
	if err != nil {
		panic(err)
	}
	var report diag.List
	env := &expr.Env{Fields: fields, Layout: &placeholders.Layout{}, Locale: french, Report: &report, Used: map[string]bool{}}

	prove := func(text string) *expr.Expr {
		in := expr.Input{Text: text, Range: diag.NewSource("hello.md", text).Range}
		return env.Output(nil, in, expr.Parse(in, &report))
	}
	name := prove(`nick|default:name|upper`)
	amount := prove(`amount|money:"code"`)
	prove(`amuont + 1`)
	prove(`nick`)

	total, err := events.NewMoney("12.5", "EUR")
	if err != nil {
		panic(err)
	}
	data := &greeting{Name: "Jo", Amount: total}
	stack := expr.NewStack(french, env.Layout.Bind(reflect.ValueOf(data).Elem(), reflect.Value{}))
	fmt.Println(name.Print(stack))
	fmt.Printf("%+q\n", amount.Print(stack))
	fmt.Println(report.Error())
	// Output:
	// JO
	// "12,50\u00a0EUR"
	// hello.md:1:1: there is no placeholder amuont (did you mean amount?) [template-unknown-name]
	// hello.md:1:1: nick may be missing (put it inside {% if nick %} … {% endif %}, or give it a |default:"…") [template-optional]
}

func ExampleEnv_Condition() {
	fields, err := placeholders.ForEvent(&events.Event{ID: "greeting", Data: reflect.TypeFor[greeting]()})
	if err != nil {
		panic(err)
	}
	english, err := locales.New("en")
	if err != nil {
		panic(err)
	}
	var report diag.List
	env := &expr.Env{Fields: fields, Layout: &placeholders.Layout{}, Locale: english, Report: &report, Used: map[string]bool{}}
	read := func(text string) (expr.Input, *expr.Node) {
		in := expr.Input{Text: text, Range: diag.NewSource("hello.md", text).Range}
		return in, expr.Parse(in, &report)
	}

	in, n := read(`nick and amount > 0`)
	_, facts := env.Condition(nil, in, n)
	var outside *expr.Scope
	inside := outside.Knowing(facts.Then)

	in, n = read(`nick`)
	fmt.Println(env.Output(inside, in, n) != nil, env.Output(outside, in, n) != nil)
	// Output: true false
}
