package config

import (
	"strconv"

	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
)

// Constants is what expressions of templates may name: {"brand": …}, with the
// keys of the file. What is not given is a constant without a value, so that
// a template must guard it; brand.colors and brand.links are groups with the
// names that the file has. Each call makes a new map.
func (c *Config) Constants() map[string]*expr.Constant {
	b := &c.Brand
	return map[string]*expr.Constant{"brand": group(true, map[string]*expr.Constant{
		"name":          required(placeholders.String, b.Name),
		"url":           optional(placeholders.URL, b.URL),
		"support_email": required(placeholders.Email, b.SupportEmail),
		"phone":         optional(placeholders.String, b.Phone),
		"address":       optional(placeholders.String, b.Address),
		"logo":          logoConstant(b.Logo),
		"colors":        named(placeholders.Color, b.Colors),
		"links":         named(placeholders.URL, b.Links),
	})}
}

// Colors is what stylesheets may name: "brand.colors.accent" → "#3447d1". It
// is never nil, and each call makes a new map.
func (c *Config) Colors() map[string]string {
	colors := map[string]string{}
	for name, color := range c.Brand.Colors {
		colors["brand.colors."+name] = color
	}
	return colors
}

// group is an object of constants. One that is not given keeps its members,
// so that a misspelt one is told from one that is not there.
func group(given bool, members map[string]*expr.Constant) *expr.Constant {
	g := &expr.Constant{Kind: placeholders.Object, Members: members}
	if given {
		g.Value.Kind = placeholders.Object
	}
	return g
}

func named(kind placeholders.Kind, values map[string]string) *expr.Constant {
	members := map[string]*expr.Constant{}
	for name, value := range values {
		members[name] = required(kind, value)
	}
	return group(len(values) > 0, members)
}

func logoConstant(logo *Logo) *expr.Constant {
	given := logo != nil
	if !given {
		logo = &Logo{}
	}
	return group(given, map[string]*expr.Constant{
		"src":    optional(placeholders.URL, logo.Src),
		"alt":    optional(placeholders.String, logo.Alt),
		"width":  pixels(logo.Width),
		"height": pixels(logo.Height),
	})
}

func required(kind placeholders.Kind, text string) *expr.Constant {
	return &expr.Constant{Kind: kind, Value: expr.Value{Kind: kind, Text: text}}
}

func optional(kind placeholders.Kind, text string) *expr.Constant {
	if text == "" {
		return &expr.Constant{Kind: kind}
	}
	return required(kind, text)
}

// pixels is a length for HTML attributes: its printed form is set, for the one
// of a language could have a separator, or digits that are not ASCII.
func pixels(n int) *expr.Constant {
	if n == 0 {
		return &expr.Constant{Kind: placeholders.Integer}
	}
	return &expr.Constant{Kind: placeholders.Integer, Value: expr.Value{Kind: placeholders.Integer, Int: int64(n), Text: strconv.Itoa(n)}}
}
