package config_test

import (
	"fmt"

	"github.com/billet-mail/billet/config"
	"github.com/billet-mail/billet/diag"
)

func ExampleLoad() {
	c, faults := config.Load(diag.NewSource("billet.yaml", `
format: 1
brand:
  name: Harbour Cloud
  support_email: support@harbourcloud.example.com
  colors:
    accent: "#3447d1"
languages:
  default: en
`))
	fmt.Println(faults.Err())
	fmt.Println(c.Brand.Name, c.Languages.Available)
	fmt.Println(c.Colors()["brand.colors.accent"])
	// Output:
	// <nil>
	// Harbour Cloud [en]
	// #3447d1
}

func ExampleLoad_faults() {
	_, faults := config.Load(diag.NewSource("billet.yaml", `format: 1
brand:
  nmae: Harbour Cloud
  support_email: support@harbourcloud.example.com
  colors:
    accent: #3447d1
languages:
  default: fr_ca
`))
	fmt.Println(faults.Err())
	// Output:
	// billet.yaml:3:3: there is no key "nmae" in brand (did you mean name?) [config-unknown-key]
	// billet.yaml:6:5: brand.colors.accent has no value (put quotation marks around a value that begins with #, or else it is a comment) [config-type]
	// billet.yaml:8:12: language tag "fr_ca" is not in its usual form (write fr-CA) [config-language]
}
