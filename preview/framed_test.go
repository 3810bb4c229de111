package preview

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What keeps a mail from loading anything stands before all else.
func TestFramed(t *testing.T) {
	const policy = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"><meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">`
	for name, test := range map[string]struct{ html, want string }{
		"usual":             {"<!DOCTYPE html><html><head></head></html>", "<!DOCTYPE html>" + policy + "<html><head></head></html>"},
		"old doctype":       {"\n<!doctype html PUBLIC \"-//W3C//DTD XHTML 1.0\">\n<html>", "\n<!doctype html PUBLIC \"-//W3C//DTD XHTML 1.0\">" + policy + "\n<html>"},
		"comment before":    {"<!-- a <!doctype> -->\n<!doctype html><html>", "<!-- a <!doctype> -->\n<!doctype html>" + policy + "<html>"},
		"head in a comment": {"<!doctype html><!-- <head> --><img src=x>", "<!doctype html>" + policy + "<!-- <head> --><img src=x>"},
		"no doctype":        {"<p>Words</p>", policy + "<p>Words</p>"},
		"doctype too late":  {"<img src=x><!doctype html>", policy + "<img src=x><!doctype html>"},
		"links of the head": {"<!doctype html><link rel=preconnect href=//a><LINK\nrel=icon>Words", "<!doctype html>" + policy + "Words"},
		"another page":      {`<meta name="a"><meta http-equiv="Refresh" content="0;url=//a">`, policy + `<meta name="a">`},
		"nothing":           {"", policy},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.want, framed(test.html)) })
	}
}
