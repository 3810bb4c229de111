package events

import (
	"encoding/json"
	"slices"

	"github.com/billet-mail/billet/diag"
)

// examples makes the samples of a declared event of its examples, and reports
// each example that does not fit its field.
func (b *schemaBuilder) examples(e *Event, fields []SchemaField) {
	before := len(b.faults)
	b.exampleSyntax(e.fields, fields, "fields")
	if len(b.faults) > before {
		return
	}
	for _, variant := range []string{"plain", "rich"} {
		src := diag.NewSource("samples/"+e.ID+"/"+variant+".json", examplePayload(e.fields, variant == "rich"))
		e.samples = append(e.samples, Sample{variant, src})
	}
	_, found := e.read(e.samples[1].Source.Text())
	found.sort()
	for _, one := range found.all {
		b.fault(declared(fields, one.path), diag.EventExample, one.help, "the example does not fit: %s", one.text)
	}
}

// exampleSyntax reports examples that are not even JSON.
func (b *schemaBuilder) exampleSyntax(fields []Field, declared []SchemaField, at string) {
	for i, f := range fields {
		at := element(at, i)
		switch f.Kind {
		case KindMoney, KindFile, KindInteger, KindBool:
			if !json.Valid([]byte(f.Example)) {
				name, help := exampleForm(f.Kind)
				b.fault(at+".example", diag.EventExample, help, "the example of %s must be %s", f.Name, name)
			}
		case KindObject:
			if len(declared[i].Fields) > 0 {
				b.exampleSyntax(f.Fields, declared[i].Fields, at+".fields")
			}
		case KindList:
			b.exampleSyntax(f.Elem.Fields, declared[i].Fields, at+".fields")
		}
	}
}

func exampleForm(kind Kind) (name, help string) {
	switch kind {
	case KindMoney:
		return "money", `write {"amount": "12.50", "currency": "EUR"}`
	case KindFile:
		return "a file", `write {"name": "a.pdf", "media_type": "application/pdf", "bytes": "QQ=="}`
	case KindBool:
		return "true or false", "write one of the two words"
	}
	return "a whole number", "write digits only"
}

// declared finds where the example of a placeholder is declared.
func declared(fields []SchemaField, path string) string {
	at := ""
	for _, step := range steps(path) {
		i := slices.IndexFunc(fields, func(f SchemaField) bool { return f.Name == step })
		if i < 0 {
			continue // an index of a list, or a member of money
		}
		at, fields = join(at, element("fields", i)), fields[i].Fields
	}
	return join(at, "example")
}
