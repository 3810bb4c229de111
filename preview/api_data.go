package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

// maxEdited is how many pieces of edited data are kept, the newest ones.
const maxEdited = 64

// editedData keeps data that was edited in pages, so that a mail made of it has
// an address.
type editedData struct {
	mu    sync.Mutex
	byID  map[string]*diag.Source
	order []string // oldest first
}

func newEditedData() *editedData { return &editedData{byID: map[string]*diag.Source{}} }

func (d *editedData) keep(event, text string) string {
	sum := sha256.Sum256([]byte(event + "\x00" + text))
	id := hex.EncodeToString(sum[:12])
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byID[event+"/"+id] == nil {
		d.byID[event+"/"+id] = diag.NewSource("data", text)
		d.order = append(d.order, event+"/"+id)
	}
	if len(d.order) > maxEdited {
		delete(d.byID, d.order[0])
		d.order = d.order[1:]
	}
	return id
}

func (d *editedData) find(event, id string) (*diag.Source, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	src, ok := d.byID[event+"/"+id]
	return src, ok
}

// dataRequest is the body of api/data.
type dataRequest struct {
	Event string `json:"event"`
	Text  string `json:"text"` // the data, as JSON
}

// dataAnswer is what api/data says.
type dataAnswer struct {
	ID     string  `json:"id"` // empty if there are faults
	Faults []fault `json:"faults"`
}

func (p *preview) checkData(r *http.Request) (dataAnswer, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return dataAnswer{}, err
	}
	var request dataRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return dataAnswer{}, &requestError{http.StatusBadRequest, `the body is not {"event": …, "text": …}`}
	}
	catalogue := p.reloader.Contents().Events
	event, ok := catalogue.Lookup(request.Event)
	if !ok {
		return dataAnswer{}, &billet.NotFoundError{What: "event", Name: request.Event, Help: diag.DidYouMean(request.Event, catalogue.IDs())}
	}
	src := diag.NewSource("data", request.Text)
	_, err = event.Decode(src)
	var faults diag.List
	if errors.As(err, &faults) {
		return dataAnswer{Faults: diagnosed(faults, func(string) (*diag.Source, bool) { return src, true })}, nil
	}
	if err != nil {
		return dataAnswer{}, err
	}
	return dataAnswer{ID: p.edited.keep(event.ID, request.Text), Faults: []fault{}}, nil
}

// sampleAnswer is what api/sample says.
type sampleAnswer struct {
	File string `json:"file"`
	Text string `json:"text"`
}

func (p *preview) sample(r *http.Request) (sampleAnswer, error) {
	c, err := p.choose(r)
	if err != nil {
		return sampleAnswer{}, err
	}
	return sampleAnswer{File: c.data.Name(), Text: c.data.Text()}, nil
}
