package preview

import "net/http"

// dialsAnswer is what api/dials says.
type dialsAnswer struct {
	Dials []dialEntry `json:"dials"`
}

// dialEntry is a dial, and whether it fits the chosen data.
type dialEntry struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
	Group   string `json:"group"`  // only one of a group can be on; empty for none
	Reason  string `json:"reason"` // why it changes nothing; empty if it does
}

// dials tries every dial by itself.
func (p *preview) dials(r *http.Request) (dialsAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return dialsAnswer{}, err
	}
	given, err := p.chooseData(c.event, c.contents.Samples(c.event.ID), r.URL.Query())
	if err != nil {
		return dialsAnswer{}, err
	}
	a := dialsAnswer{}
	for _, d := range dialTable() {
		entry := dialEntry{Name: d.name, Title: d.title, Meaning: d.meaning, Group: d.group}
		if _, unfit := turn(c.event, given, c.contents.Samples(c.event.ID), []dial{d}); len(unfit) > 0 {
			entry.Reason = unfit[0].Reason
		}
		a.Dials = append(a.Dials, entry)
	}
	return a, nil
}
