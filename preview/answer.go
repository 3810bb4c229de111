package preview

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/billet-mail/billet"
)

// requestError is a request that cannot be answered, with its HTTP status.
type requestError struct {
	status  int
	message string
}

func (e *requestError) Error() string { return e.message }

// answer serves the result of a function as JSON. Nothing is written before
// all of it is there.
func answer[T any](work func(*http.Request) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		result, err := work(r)
		if err != nil {
			failWith(w, err)
			return
		}
		writeJSON(w, http.StatusOK, result)
	}
}

func failWith(w http.ResponseWriter, err error) {
	var request *requestError
	var missing *billet.NotFoundError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &request):
		fail(w, request.status, request.message)
	case errors.As(err, &missing):
		fail(w, http.StatusNotFound, err.Error())
	case errors.As(err, &large):
		fail(w, http.StatusRequestEntityTooLarge, "the body has more than 1 MiB")
	default:
		fail(w, http.StatusInternalServerError, err.Error())
	}
}

func fail(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]string{"error": message})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(value); err != nil {
		http.Error(w, `{"error":"the answer cannot be written as JSON"}`, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	writeWhole(w, status, b.Bytes())
}

func writeWhole(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body) // an error means that the client has left
}
