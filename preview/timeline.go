package preview

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/rules/timeline"
)

// timelineAnswer is what api/timeline says: a scenario that was played, and
// which others there are.
type timelineAnswer struct {
	*timeline.Report
	Scenarios []string `json:"scenarios"`
	Stale     bool     `json:"stale"` // by the last good version of the folder, for the newest has faults
}

func (p *preview) timeline(r *http.Request) (timelineAnswer, error) {
	opened, report, err := p.play(r)
	if err != nil {
		return timelineAnswer{}, err
	}
	return timelineAnswer{Report: report, Scenarios: listed(opened.Folder.Scenarios()), Stale: opened.Err != nil}, nil
}

// play plays the scenario that a request names, or the first one.
func (p *preview) play(r *http.Request) (opened billet.Opened, report *timeline.Report, err error) {
	opened = p.plain.Folder()
	if opened.Folder == nil {
		return opened, nil, &requestError{http.StatusConflict, "the folder has faults, so that no scenario can be played"}
	}
	name := r.URL.Query().Get("scenario")
	if all := opened.Folder.Scenarios(); name == "" && len(all) > 0 {
		name = all[0]
	}
	if name == "" {
		return opened, nil, &requestError{http.StatusNotFound, "the folder has no scenarios (write one to scenarios/NAME.yaml)"}
	}
	scenario, err := opened.Folder.Scenario(name)
	if err == nil {
		report, err = opened.Folder.Play(r.Context(), scenario)
	}
	var faults diag.List
	if errors.As(err, &faults) {
		err = &requestError{http.StatusConflict, faults.Error()}
	}
	return opened, report, err
}

// serveTimelineMail serves the HTML of a mail of a scenario, which its number
// names, as harmless as any other.
func (p *preview) serveTimelineMail(w http.ResponseWriter, r *http.Request) {
	_, report, err := p.play(r)
	if err != nil {
		failWith(w, err)
		return
	}
	mails := report.Mails()
	n, err := strconv.Atoi(r.URL.Query().Get("mail"))
	if err != nil || n < 0 || n >= len(mails) {
		fail(w, http.StatusNotFound, "the scenario has no such mail")
		return
	}
	m := mails[n].Message
	mailHeaders(w, "")
	writeWhole(w, http.StatusOK, []byte(shown(withImages(m.HTML(), m), "light", "")))
}
