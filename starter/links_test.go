package starter_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// linkChecks are about links and images, in both parts.
func linkChecks() []check {
	return []check{
		{"links", linkFaults, []breakage{
			{"html", `href="https://payer.`, `href="//payer.`}, {"html", `href="https://entrepot-nord.example.com/`, `href="/`},
			{"html", `href="mailto:`, `href="javascript:`}, {"html", ` href="https://entrepot-nord`, ` name="https://entrepot-nord`},
		}},
		{"links of the text part", textLinkFaults, []breakage{
			{"text", "/factures/2026-10-00317.pdf", "/factures/"}, {"text", "https://harbourcloud.example.com/terms", ""},
			{"text", "facturation@", "contact@"}, {"text", "?langue=fr&mode=carte", ""},
		}},
		{"images", imageFaults, []breakage{
			{"html", "</h1>", `</h1><img src="https://example.com/a.png">`}, {"html", "</h1>", `</h1><img alt="" src="a.png">`},
			{"html", "</h1>", `</h1><img alt="A" src="data:image/png;base64,">`},
		}},
	}
}

var (
	absolute  = regexp.MustCompile(`^(https://[^/\s]+\.|mailto:[^@\s]+@|tel:\+?\d)`)
	imageLink = regexp.MustCompile(`^(https://|cid:)`)
)

// linkFaults wants every link to be absolute and secure. Data may lead to http:
// that is the application's business.
func linkFaults(m *sampleMail) []string {
	var faults []string
	links := m.page().all("a")
	if len(links) < 2 {
		faults = append(faults, "no link at all")
	}
	for _, a := range links {
		href, has := a.lookup("href")
		if !has || !absolute.MatchString(href) && !m.isData(href) {
			faults = append(faults, fmt.Sprintf("%q leads to %q", a.text(), href))
		}
	}
	return faults
}

// isData reports whether an absolute link was given by the data.
func (m *sampleMail) isData(href string) bool {
	words, _ := m.withoutValues(href)
	return words == stand && strings.Contains(href, "://")
}

// textLinkFaults wants the text part to hold every link of the HTML, and the
// address of every mailto.
func textLinkFaults(m *sampleMail) []string {
	var faults []string
	for _, a := range m.page().all("a") {
		shown := a.attr("href")
		if address, isMail := strings.CutPrefix(shown, "mailto:"); isMail {
			address, _, _ = strings.Cut(address, "?")
			shown, _ = url.PathUnescape(address)
		}
		if !strings.Contains(m.text, shown) {
			faults = append(faults, shown)
		}
	}
	return faults
}

func imageFaults(m *sampleMail) []string {
	var faults []string
	for _, img := range m.page().all("img") {
		if _, has := img.lookup("alt"); !has || !imageLink.MatchString(img.attr("src")) {
			faults = append(faults, fmt.Sprintf("an image without alt, or not absolute: %q", img.attr("src")))
		}
	}
	return faults
}
