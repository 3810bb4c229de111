package render

import (
	"strings"

	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// Language is what the templates of one language share.
type Language struct {
	Locale  *locales.Locale
	Chain   []string                  // the tag and its fallbacks: fr-CA, fr, en
	Own     int                       // how many of them may stand in for the language
	Strings map[string]locales.String // strings of locales/*.yaml
	Unread  bool                      // Strings may lack keys that a faulty file has
	Brand   map[string]*expr.Constant // constants of the configuration, by name
}

// paddingTurns is how often the invisible filler follows the preheader: enough
// to fill the inbox line of the clients that show most (about 200 characters).
const paddingTurns = 90

// PreheaderPadding is invisible text that keeps the body out of the inbox line:
// U+034F combining grapheme joiner, U+200C zero width non-joiner, U+00A0
// no-break space, over and over. Clients show the first characters of the
// body behind a short preheader, and drop repeated blanks only.
func PreheaderPadding() string {
	return strings.Repeat("\u034F\u200C\u00A0", paddingTurns)
}

// constants are the names that every template of the language may use.
func (l *Language) constants() map[string]*expr.Constant {
	word := func(text string) *expr.Constant {
		return &expr.Constant{Kind: placeholders.String, Value: placeholders.StringValue(text)}
	}
	all := map[string]*expr.Constant{
		"locale": {
			Kind:  placeholders.Object,
			Value: placeholders.Value{Kind: placeholders.Object},
			Members: map[string]*expr.Constant{
				"tag":      word(l.Locale.Tag()),
				"language": word(l.Locale.Language()),
				"dir":      word(l.Locale.Direction()),
			},
		},
		"preheader_padding": word(PreheaderPadding()),
	}
	for name, c := range l.Brand {
		all[name] = c
	}
	return all
}

// colon stands between a label and its value: French sets a no-break space
// before it, Japanese a full-width one.
func colon(language string) string {
	switch language {
	case "fr":
		return "\u00a0: "
	case "ja":
		return "："
	}
	return ": "
}
