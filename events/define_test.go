package events

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func custom(data any) Event {
	return Event{ID: "custom", Title: "Custom", Description: "Happens in tests.", Audience: "staff", Data: reflect.TypeOf(data)}
}

func TestDefineRefuses(t *testing.T) {
	type good struct {
		Name string `json:"name" validate:"required,max=9" doc:"A name." example:"x"`
	}
	type loop struct {
		Next *loop `json:"next" doc:"Itself."`
	}
	with := func(change func(*Event)) Event {
		e := custom(good{})
		change(&e)
		return e
	}
	for _, c := range []struct {
		name string
		spec Event
		want string
	}{
		{"ID", with(func(e *Event) { e.ID = "My-Event" }), "the ID must be lower-case words joined by underscores"},
		{"no data", with(func(e *Event) { e.Data = nil }), "the data must have a struct type"},
		{"data is a value type", with(func(e *Event) { e.Data = reflect.TypeFor[Money]() }), "the data must have a struct type"},
		{"loop", custom(loop{}), "the data must not be nested more than 8 levels deep"},
		{"derive without type", with(func(e *Event) { e.Derive = func(any, Moment) any { return nil } }), "derived type and derive function go together"},
		{"required placeholder", with(func(e *Event) { e.Required = []string{"nmae"} }), "required placeholder nmae does not exist"},
		{"name", custom(struct {
			A string `json:"A-b" validate:"max=9" doc:"d" example:"x"`
		}{}), "A-b: a name is lower-case words joined by underscores"},
		{"same name", with(func(e *Event) {
			first, second := field[string]("name", "max=9"), field[string]("name", "max=9")
			second.Name = "Other"
			e.Data = reflect.StructOf([]reflect.StructField{first, second})
		}), "name: the name is there twice"},
		{"no doc", custom(struct {
			A string `json:"a" validate:"max=9" example:"x"`
		}{}), "a: the doc is missing"},
		{"no example", custom(struct {
			A string `json:"a" validate:"max=9" doc:"d"`
		}{}), "a: the example is missing"},
		{"float", custom(struct {
			A float64 `json:"a" doc:"d" example:"x"`
		}{}), "a: data cannot hold the type float64"},
		{"map", custom(struct {
			A map[string]string `json:"a" doc:"d" example:"x"`
		}{}), "a: data cannot hold the type map[string]string"},
		{"bytes", custom(struct {
			A []byte `json:"a" validate:"max=9,dive" doc:"d" example:"x"`
		}{}), "a: data cannot hold the type uint8"},
		{"text without limit", custom(struct {
			A Text `json:"a" doc:"d" example:"x"`
		}{}), "a: a text needs a limit, such as max=500"},
		{"list without limit", custom(struct {
			A []good `json:"a" validate:"dive" doc:"d"`
		}{}), "a: a list needs a limit, such as max=100"},
		{"list without dive", custom(struct {
			A []good `json:"a" validate:"max=9" doc:"d"`
		}{}), "a: a list needs the rule dive"},
		{"element without limit", custom(struct {
			A []string `json:"a" validate:"max=9,dive" doc:"d"`
		}{}), "a: a text needs a limit, such as max=500"},
		{"optional number", custom(struct {
			A int `json:"a" doc:"d" example:"1"`
		}{}), "a: of integers, bools, objects and files the optional are pointers"},
		{"required pointer", custom(struct {
			A *good `json:"a" validate:"required" doc:"d"`
		}{}), "a: of integers, bools, objects and files the optional are pointers"},
		{"pointer in a list", custom(struct {
			A []*good `json:"a" validate:"max=9,dive" doc:"d"`
		}{}), "a: only optional integers, bools, objects and files may be pointers"},
		{"pointer to text", custom(struct {
			A *string `json:"a" validate:"max=9" doc:"d" example:"x"`
		}{}), "a: only optional integers, bools, objects and files may be pointers"},
		{"unknown rule", custom(struct {
			A string `json:"a" validate:"max=9,shiny" doc:"d" example:"x"`
		}{}), "a rule of the data is wrong"},
		{"malformed rule", custom(struct {
			A string `json:"a" validate:"omitempty,max=nine" doc:"d" example:"x"`
		}{}), "a rule of the data is wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := Define(c.spec)
			assert.Nil(t, e)
			assert.ErrorContains(t, err, c.want)
		})
	}
}

func TestDefineSamples(t *testing.T) {
	spec := kindsEvent()
	b := Sample{"b", diag.NewSource("b.json", `{"string": "x", "integer": 1, "bool": true}`)}
	a := Sample{"a", b.Source}
	e, err := Define(spec, b, a)
	require.NoError(t, err)
	assert.Equal(t, []Sample{a, b}, e.Samples())

	_, err = Define(spec, Sample{"c", diag.NewSource("c.json", `{}`)}, Sample{Variant: "d"})
	assert.ErrorContains(t, err, "c.json:1:1: string is missing")
	assert.ErrorContains(t, err, "sample d has no source")
}
