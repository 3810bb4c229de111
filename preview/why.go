package preview

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules"
)

// whyAnswer is what api/why says: who gets which mail when the event happens.
type whyAnswer struct {
	billet.Explanation
	Now    string   `json:"now"`    // when it is asked, RFC 3339
	States []string `json:"states"` // what matter= may name
	Stale  bool     `json:"stale"`  // by the last good version of the folder, for the newest has faults
}

// matterStates are what the page can say of a matter.
func matterStates(m *rules.Matter) (names []string, fields map[string]*bool) {
	return []string{"paid", "cancelled", "archived", "disputed", "auto_collected", "on_signature", "paused"}, map[string]*bool{
		"paid": &m.Paid, "cancelled": &m.Cancelled, "archived": &m.Archived, "disputed": &m.Disputed,
		"auto_collected": &m.AutoCollected, "on_signature": &m.OnSignature, "paused": &m.Paused,
	}
}

func (p *preview) why(r *http.Request) (whyAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return whyAnswer{}, err
	}
	o, states, err := occurrenceOf(r, c)
	if err != nil {
		return whyAnswer{}, err
	}
	opened := p.reloader.Folder()
	if opened.Folder == nil {
		return whyAnswer{}, &requestError{http.StatusConflict, "the folder has faults, so that nothing can be said of its notifications"}
	}
	decisions, err := opened.Folder.Plan(r.Context(), billet.PlanOptions{Now: o.Time}, o)
	var faults diag.List
	var missing *billet.NotFoundError
	switch {
	case errors.As(err, &faults):
		return whyAnswer{}, &requestError{http.StatusConflict, "the data has faults: " + faults[0].Message}
	case errors.As(err, &missing) || r.Context().Err() != nil:
		return whyAnswer{}, err
	case err != nil:
		return whyAnswer{}, &requestError{http.StatusConflict, err.Error()}
	}
	return whyAnswer{Explanation: billet.Explain(o, decisions), Now: o.Time.Format(time.RFC3339), States: states, Stale: opened.Err != nil}, nil
}

// occurrenceOf is the event of a mail, happening at the time, and with the state
// of its matter, that a request names.
func occurrenceOf(r *http.Request, c choice) (billet.Occurrence, []string, error) {
	o := billet.Occurrence{Event: c.event.ID, Data: c.data, Key: "preview", Time: billet.SampleTime()}
	states, fields := matterStates(&o.Matter)
	q := r.URL.Query()
	if at := q.Get("at"); at != "" {
		day, err := time.Parse(time.DateOnly, at)
		if err != nil {
			return o, nil, &requestError{http.StatusBadRequest, "at is no day (write at=2026-11-20)"}
		}
		o.Time = day.Add(12 * time.Hour) // noon: the same day in almost all time zones
	}
	for _, name := range strings.FieldsFunc(q.Get("matter"), func(c rune) bool { return c == ',' }) {
		field := fields[name]
		if field == nil {
			return o, nil, &requestError{http.StatusBadRequest, "a matter cannot be " + name + " (" + diag.DidYouMean(name, states) + ")"}
		}
		*field = true
	}
	return o, states, nil
}
