package config

import "github.com/billet-mail/billet/diag"

// MaxLogo is the largest width and height of a logo, in CSS pixels. Mails are
// about 600 wide.
const MaxLogo = 2000

func (r *reader) brand(p pair, b *Brand) {
	s, ok := r.inside(p)
	if !ok {
		return
	}
	r.known(s, "name", "url", "support_email", "phone", "address", "logo", "colors", "links")
	r.need(s, "name", "add name: with the name that customers know")
	r.need(s, "support_email", "add support_email: with the address that answers questions")
	for _, p := range s.pairs {
		switch p.name {
		case "name":
			b.Name = r.text(p)
		case "url":
			b.URL = r.url(p, webOnly)
		case "support_email":
			b.SupportEmail = r.email(p)
		case "phone":
			b.Phone = r.text(p)
		case "address":
			b.Address = r.text(p)
		case "logo":
			b.Logo = r.logo(p)
		case "colors":
			b.Colors = r.named(p, r.color)
		case "links":
			b.Links = r.named(p, func(p pair) string { return r.url(p, anyLink) })
		}
	}
}

// named reads a section whose keys the author chooses.
func (r *reader) named(p pair, value func(pair) string) map[string]string {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	values := map[string]string{}
	for _, p := range s.pairs {
		r.identifier(p)
		values[p.name] = value(p)
	}
	return values
}

// identifier reports a key that is no name.
func (r *reader) identifier(p pair) {
	if !isIdentifier(p.name) {
		r.faults.Add(diag.ConfigName, p.at, "begin with a letter and use a–z, 0–9 and _ only, so that tags can name it", "%q is not a name", p.name)
	}
}

func (r *reader) logo(p pair) *Logo {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	logo := &Logo{}
	r.known(s, "src", "alt", "width", "height")
	r.need(s, "src", "add src: with the address of the image")
	r.need(s, "alt", "add alt: with what the image says, for readers who do not see it")
	for _, p := range s.pairs {
		switch p.name {
		case "src":
			logo.Src = r.url(p, webOnly)
		case "alt":
			logo.Alt = r.text(p)
		case "width":
			logo.Width = r.pixels(p)
		case "height":
			logo.Height = r.pixels(p)
		}
	}
	return logo
}

func (r *reader) pixels(p pair) int {
	n, ok := r.integer(p)
	if ok && (n < 1 || n > MaxLogo) {
		r.faults.Add(diag.ConfigNumber, r.rangeOf(p.value), "write the size in pixels at which the mail shows the image",
			"%s is %d, but must be from 1 to %d", p.path, n, MaxLogo)
	}
	return n
}
