package mail

import (
	"math/rand/v2"
	"net/mail"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What counts as usual is what the parser of the standard library takes for the
// same address.
func TestUsualAddresses(t *testing.T) {
	for email, want := range map[string]bool{
		"jo@example.com": true, "a.b-c_d+e@mail.example.com": true, "0@x.io": true,
		"": false, "@example.com": false, "jo": false, "jo@": false, ".jo@example.com": false, "jo.@example.com": false, "j..o@example.com": false,
		"jo@@example.com": false, "jo@[127.0.0.1]": false, "jo@xn--bcher-kva.example": false, "jö@example.com": false, `"jo"@example.com`: false,
		"jo@-example.com": false, "jo@example..com": false, "jo@example.com\n": false,
	} {
		assert.Equal(t, want, isUsual(email), "%q", email)
	}
	random := rand.New(rand.NewPCG(1, 0))
	const signs = "aZ09.-_+@[]\"\\ \n\x00é<>,;:"
	for range 200_000 {
		b := make([]byte, 1+random.IntN(12))
		for i := range b {
			b[i] = signs[random.IntN(len(signs))]
		}
		email := string(b)
		if !isUsual(email) {
			continue
		}
		parsed, err := mail.ParseAddress("<" + email + ">")
		require.NoError(t, err, "%q", email)
		require.Equal(t, email, parsed.Address)
	}
}
