package locales_test

import (
	"fmt"
	"time"

	"github.com/bojanz/currency"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/locales"
)

func ExampleNew() {
	for _, tag := range []string{"fr-CA", "frr"} {
		l, err := locales.New(tag)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(l.Tag(), l.Language(), l.Direction())
	}
	// Output:
	// fr-CA fr ltr
	// language "frr" is not supported (did you mean fr?)
}

func ExampleLocale_Money() {
	total, err := currency.NewAmount("-1234.5", "EUR")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range []string{"en-US", "de-DE", "nl-NL"} {
		l, err := locales.New(tag)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%q %q\n", l.Money(total, locales.MoneyStandard), l.Money(total, locales.MoneyNumber))
	}
	// Output:
	// "-€1,234.50" "-1,234.50"
	// "-1.234,50\u00a0€" "-1.234,50"
	// "€\u00a0-1.234,50" "-1.234,50"
}

func ExampleLocale_Date() {
	due := time.Date(2026, time.March, 5, 0, 0, 0, 0, time.UTC)
	l, err := locales.New("pl")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Date(due, locales.Long))
	fmt.Println(l.Date(due, locales.MonthYear))
	fmt.Println(l.Date(due, locales.Weekday))
	// Output:
	// 5 marca 2026
	// marzec 2026
	// czwartek
}

func ExampleNewMatcher() {
	m, err := locales.NewMatcher([]string{"en", "fr", "pt-BR"}, "en", map[string][]string{"pt-PT": {"pt-BR"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range []string{"fr-CA", "pt-PT", "pl"} {
		fmt.Println(tag, m.Match(tag).Chain)
	}
	// Output:
	// fr-CA [fr-CA fr]
	// pt-PT [pt-PT pt-BR]
	// pl [pl en]
}

func ExampleParseCatalog() {
	catalog, faults := locales.ParseCatalog(diag.NewSource("locales/en.yaml", `
days:
  one: "{count} day"
  other: "{count} days"
bye: "Bye {name"
`))
	days, _ := catalog.Lookup("days")
	fmt.Println(days.Form(locales.One))
	fmt.Println(faults)
	// Output:
	// [{ count} { day }]
	// locales/en.yaml:5:11: this { is not closed (close it with }; for a brace in the text write {{ or }}) [locale-braces]
}
