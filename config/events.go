package config

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
)

// events reads the declarations of events of one's own. Of those with faults
// the names are kept.
func (r *reader) events(p pair, c *Config) {
	s, ok := r.inside(p)
	if !ok {
		c.EventsUnread = true
		return
	}
	canonical := events.Canonical()
	for _, each := range s.pairs {
		if _, taken := canonical.Lookup(each.name); taken {
			r.faults.Add(diag.ConfigEvent, each.at, "choose another name", "%s is an event that Billet knows already", each.name)
			continue
		}
		if e := r.event(each); e != nil {
			c.Events = append(c.Events, e)
		} else {
			c.FaultyEvents = append(c.FaultyEvents, each.name)
		}
	}
}

// event reads one declaration.
func (r *reader) event(p pair) *events.Event {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	before := len(r.faults)
	places := places{"": p.at, "id": p.at, "title": p.at, "description": p.at, "audience": p.at, "fields": p.at}
	r.known(s, "title", "description", "audience", "required", "names", "fields")
	schema := events.EventSchema{
		ID: p.name, Title: r.optionalText(s, "title", places, ""), Description: r.optionalText(s, "description", places, ""),
		Audience: r.optionalText(s, "audience", places, ""),
	}
	if required, ok := s.get("required"); ok {
		schema.Required = r.words(required, "[customer.name]", places, "required")
	}
	if names, ok := s.get("names"); ok {
		schema.Names = r.named(names, r.text)
	}
	if fields, ok := s.get("fields"); ok {
		places["fields"] = fields.at
		schema.Fields = r.fields(fields, places, "fields")
	}
	if len(r.faults) > before {
		return nil
	}
	e, err := events.FromSchema(schema)
	r.schemaFaults(err, places)
	return e
}

// places is where the parts of a declaration stand, by the path that
// [events.SchemaFault] names.
type places map[string]diag.Range

// of finds the nearest part that has a place.
func (p places) of(path string) diag.Range {
	for {
		if at, ok := p[path]; ok {
			return at
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return p[""]
		}
		path = path[:cut]
	}
}

func (r *reader) schemaFaults(err error, places places) {
	var faults events.SchemaFaults
	if errors.As(err, &faults) {
		for _, f := range faults {
			r.faults.Add(f.Code, places.of(f.At), f.Help, "%s", f.Message)
		}
	} else if err != nil {
		r.faults.Add(diag.ConfigEvent, places[""], "", "%v", err)
	}
}

func (r *reader) optionalText(s section, name string, places places, path string) string {
	p, ok := s.get(name)
	if !ok {
		return ""
	}
	places[strings.TrimPrefix(path+"."+name, ".")] = r.rangeOf(p.value)
	return r.text(p)
}

// words reads a list of words.
func (r *reader) words(p pair, example string, places places, path string) []string {
	places[path] = p.at
	var list []string
	for _, item := range r.list(p, example) {
		places[path+index(len(list))] = r.rangeOf(item.value)
		list = append(list, r.text(item))
	}
	return list
}

// fields reads placeholders, in the order of the file. A placeholder may be
// written short, as name: type.
func (r *reader) fields(p pair, places places, path string) []events.SchemaField {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	var list []events.SchemaField
	for _, each := range s.pairs {
		at := path + index(len(list))
		places[at], places[at+".name"], places[at+".type"], places[at+".doc"] = each.at, each.at, each.at, each.at
		places[at+".example"], places[at+".fields"], places[at+".values"] = each.at, each.at, each.at
		list = append(list, r.field(each, places, at))
	}
	return list
}

func (r *reader) field(p pair, places places, at string) events.SchemaField {
	f := events.SchemaField{Name: p.name}
	if p.value.Kind == yaml.ScalarNode && !isNull(p.value) {
		places[at+".type"] = r.rangeOf(p.value)
		f.Type = r.text(p)
		return f
	}
	s, ok := r.inside(p)
	if !ok {
		return f
	}
	r.known(s, "type", "optional", "doc", "example", "values", "fields", "max")
	f.Type = r.optionalText(s, "type", places, at)
	f.Doc = r.optionalText(s, "doc", places, at)
	if p, ok := s.get("example"); ok {
		places[at+".example"] = r.rangeOf(p.value)
		f.Example = r.example(p)
	}
	if p, ok := s.get("optional"); ok {
		f.Optional = r.truth(p)
	}
	if p, ok := s.get("values"); ok {
		f.Values = r.words(p, "[small, large]", places, at+".values")
	}
	if p, ok := s.get("fields"); ok {
		places[at+".fields"] = p.at
		f.Fields = r.fields(p, places, at+".fields")
	}
	if p, ok := s.get("max"); ok {
		places[at+".max"] = r.rangeOf(p.value)
		f.Max, _ = r.integer(p)
	}
	return f
}

// example reads a value of any kind as JSON writes it, but for the quotation
// marks around words: money is {amount: "12.50", currency: EUR}.
func (r *reader) example(p pair) string {
	switch {
	case p.value.Kind == yaml.ScalarNode && !isNull(p.value):
		return p.value.Value
	case p.value.Kind == yaml.MappingNode:
		parts := map[string]string{}
		for i := 0; i+1 < len(p.value.Content); i += 2 {
			parts[p.value.Content[i].Value] = p.value.Content[i+1].Value
		}
		text, err := json.Marshal(parts)
		if err == nil {
			return string(text)
		}
	}
	return r.text(p)
}

func (r *reader) truth(p pair) bool {
	if p.value.Kind == yaml.ScalarNode && p.value.ShortTag() == "!!bool" {
		return strings.EqualFold(p.value.Value, "true")
	}
	r.faults.Add(diag.ConfigType, r.rangeOf(p.value), "write true or false", "%s is %s, not true or false", p.path, describe(p.value))
	return false
}

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }
