// Package clients holds mail clients and what each of them supports of HTML,
// CSS and image formats. The data is that of caniemail.com: tests of real
// clients, by hand. [Updated] says how old it is.
//
// A client is named as in billet.yaml: by a family, which stands for all its
// platforms (gmail), or by a family and a platform (gmail-ios).
package clients

import (
	"slices"
	"strings"
)

// Client is a mail client on one platform.
type Client struct {
	ID       string // "gmail-ios"
	Family   string // for people: "Gmail"
	Platform string // for people: "iOS"

	key string // as in the data: "gmail/ios"
}

// family is the platforms of a client.
type family struct {
	id, title string
	platforms []platform
}

type platform struct{ id, title string }

// Default are the names of the clients that a mail is checked for if nobody
// chooses others.
func Default() []string {
	return []string{"gmail", "outlook-windows", "outlook-com", "apple-mail-macos", "apple-mail-ios", "yahoo", "gmx", "web-de", "orange"}
}

// Names lists all names, in alphabetical order.
func Names() []string {
	var names []string
	for _, f := range families {
		names = append(names, f.id)
		for _, p := range f.platforms {
			names = append(names, f.client(p).ID)
		}
	}
	slices.Sort(names)
	return names
}

// Families lists the names that stand for all platforms of a client, in
// alphabetical order.
func Families() []string {
	var names []string
	for _, f := range families {
		names = append(names, f.id)
	}
	return names
}

// Lookup gives the clients that a name stands for, none for an unknown one.
func Lookup(name string) []Client {
	for _, f := range families {
		var all []Client
		for _, p := range f.platforms {
			c := f.client(p)
			if c.ID == name {
				return []Client{c}
			}
			all = append(all, c)
		}
		if f.id == name {
			return all
		}
	}
	return nil
}

// client is a client of the family. Outlook.com is a platform of Outlook, and
// says so already.
func (f family) client(p platform) Client {
	id := f.id + "-" + p.id
	if strings.HasPrefix(p.id, f.id) {
		id = p.id
	}
	return Client{ID: id, Family: f.title, Platform: p.title, key: f.id + "/" + p.id}
}

// Describe names clients for people, in alphabetical order: "Gmail, Orange (iOS)
// and Outlook (Windows)". A family of which all platforms are there is named by
// itself.
func Describe(list []Client) string {
	var words []string
	for _, f := range families {
		var there, alone []string
		for _, p := range f.platforms {
			c := f.client(p)
			switch {
			case !slices.ContainsFunc(list, func(other Client) bool { return other.key == c.key }):
			case c.ID == p.id: // Outlook.com
				alone = append(alone, p.title)
			default:
				there = append(there, p.title)
			}
		}
		if len(there)+len(alone) == len(f.platforms) {
			words = append(words, f.title)
			continue
		}
		if len(there) > 0 {
			words = append(words, f.title+" ("+strings.Join(there, ", ")+")")
		}
		words = append(words, alone...)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
