package delivery_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/delivery"
	"github.com/billet-mail/billet/mail"
)

func TestAllowList(t *testing.T) {
	for name, test := range map[string]struct {
		allowed  []string
		redirect string
		to       []string
		sent     []string // nil: the Sender inside is not asked
		fate     string   // ok or no, for each recipient
	}{
		"an address":           {[]string{"to1@example.com"}, "", []string{"to1@example.com"}, []string{"to1@example.com"}, "ok"},
		"another case":         {[]string{"To1@Example.com"}, "", []string{"tO1@eXample.com"}, []string{"tO1@eXample.com"}, "ok"},
		"a domain":             {[]string{"@example.com"}, "", []string{"a@example.com", "b@example.com"}, []string{"a@example.com", "b@example.com"}, "ok ok"},
		"a domain below":       {[]string{"@example.com"}, "", []string{"a@sub.example.com"}, nil, "no"},
		"the end of a domain":  {[]string{"@example.com"}, "", []string{"a@badexample.com"}, nil, "no"},
		"some":                 {[]string{"b@example.com"}, "", []string{"a@example.com", "b@example.com"}, []string{"b@example.com"}, "no ok"},
		"nobody":               {nil, "", []string{"a@example.com"}, nil, "no"},
		"redirected":           {nil, "dev@example.org", []string{"a@example.com", "b@example.com"}, []string{"dev@example.org"}, "ok ok"},
		"allowed and the rest": {[]string{"b@example.com"}, "dev@example.org", []string{"a@example.com", "b@example.com"}, []string{"dev@example.org", "b@example.com"}, "ok ok"},
		"redirected to one who is allowed, in letters of its own": {
			[]string{"x@bücher.example", "@ok.example"}, "x@bücher.example", []string{"other@nope.example", "x@xn--bcher-kva.example", "y@ok.example"},
			[]string{"x@xn--bcher-kva.example", "y@ok.example"}, "ok ok ok",
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := content("allow")
			c.To = nil
			for _, to := range test.to {
				c.To = append(c.To, mail.Address{Email: to})
			}
			m, err := mail.New(c)
			require.NoError(t, err)
			var memory delivery.Memory
			sender, err := delivery.AllowList(&memory, delivery.AllowListOptions{Allowed: test.allowed, Redirect: test.redirect})
			require.NoError(t, err)
			receipt, err := sender.Send(t.Context(), m)
			fate := ""
			for i, r := range receipt.Results {
				assert.Equal(t, test.to[i], r.Recipient)
				word := " ok"
				if r.Outcome != mail.Accepted {
					word = " no"
					assert.Equal(t, mail.Permanent, mail.ClassOf(err))
				}
				fate += word
			}
			assert.Equal(t, " "+test.fate, fate)
			assert.Equal(t, !strings.Contains(test.fate, "no"), err == nil, "%v", err)
			if test.sent == nil {
				assert.Empty(t, memory.Messages())
				return
			}
			require.Len(t, memory.Messages(), 1)
			sent := memory.Messages()[0]
			assert.Equal(t, test.sent, sent.Envelope().Recipients)
			assert.Equal(t, m.Bytes(), sent.Bytes(), "only the envelope changes")
		})
	}
}

func TestAllowListRefuses(t *testing.T) {
	for name, o := range map[string]delivery.AllowListOptions{
		"a name":     {Allowed: []string{"jo"}},
		"a domain":   {Allowed: []string{"example.com"}},
		"a line end": {Allowed: []string{"a@example.com\r\nb@example.com"}},
		"redirect":   {Redirect: "nobody"},
	} {
		_, err := delivery.AllowList(&delivery.Memory{}, o)
		assert.Error(t, err, name)
	}
}

// Of what happens inside and outside, the worst is told; each recipient has
// their own.
func TestAllowListTellsTheWorst(t *testing.T) {
	const a, b, c = "a@example.com", "b@example.com", "c@example.org"
	for inside, want := range map[string]string{
		"ok ok":                   "permanent",
		"temporary ok":            "permanent",
		"unknown ok":              "unknown",
		"ok configuration":        "configuration",
		"temporary configuration": "configuration",
	} {
		next := &outcomes{sends: [][]string{strings.Fields(inside)}}
		sender, err := delivery.AllowList(next, delivery.AllowListOptions{Allowed: []string{"@example.com"}})
		require.NoError(t, err)
		receipt, err := sender.Send(t.Context(), to(t, a, b, c))
		assert.Equal(t, append(strings.Fields(inside), "permanent"), words(receipt))
		assert.Equal(t, want, mail.ClassOf(err).String())
	}
}
