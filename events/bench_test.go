package events_test

import (
	"testing"

	"github.com/billet-mail/billet/events"
)

func BenchmarkDecode(b *testing.B) {
	e, _ := events.Canonical().Lookup("payment_overdue")
	for _, s := range e.Samples() {
		b.Run(s.Variant, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s.Source.Text())))
			for b.Loop() {
				if _, err := e.Decode(s.Source); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkValidate(b *testing.B) {
	e, _ := events.Canonical().Lookup("payment_overdue")
	for _, s := range e.Samples() {
		data, err := e.Decode(s.Source)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.Variant, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := e.Validate(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCanonical(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		events.Canonical()
	}
}
