package mail_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/mail"
)

func TestSendErrorSaysItInOneLine(t *testing.T) {
	refused := mail.Reply{Code: 550, Enhanced: "5.1.1", Text: "no such\nuser"}
	for want, e := range map[string]mail.SendError{
		"rcpt: 550 5.1.1 no such user (permanent)":                {Class: mail.Permanent, Stage: "rcpt", Reply: refused},
		"final: EOF (unknown)":                                    {Class: mail.Unknown, Stage: "final", Err: io.EOF},
		"rcpt: 550 5.1.1 no such user: 1 of 2 got it (temporary)": {Stage: "rcpt", Reply: refused, Err: errors.New("1 of 2 got it")},
		"mail: 451 (temporary)":                                   {Stage: "mail", Reply: mail.Reply{Code: 451}},
		" (configuration)":                                        {Class: mail.Configuration},
	} {
		assert.Equal(t, want, e.Error())
	}
	require.ErrorIs(t, &mail.SendError{Err: io.EOF}, io.EOF)
}

func TestClassOf(t *testing.T) {
	failed := &mail.SendError{Class: mail.Permanent}
	assert.Equal(t, mail.Permanent, mail.ClassOf(failed))
	assert.Equal(t, mail.Permanent, mail.ClassOf(fmt.Errorf("to Jo: %w", failed)))
	assert.Equal(t, mail.Unknown, mail.ClassOf(errors.New("another")))
}

// Of two classes the greater one is the worse.
func TestClassesAreInOrder(t *testing.T) {
	assert.IsIncreasing(t, []mail.Class{mail.Temporary, mail.Permanent, mail.Unknown, mail.Configuration})
}

func TestReceiptAsJSON(t *testing.T) {
	receipt := mail.Receipt{Results: []mail.Result{
		{Recipient: "a@example.com", Outcome: mail.Accepted, Reply: mail.Reply{Code: 250, Enhanced: "2.0.0", Text: "queued"}},
		{Recipient: "b@example.com", Class: mail.Permanent, Reply: mail.Reply{Code: 550}},
		{Recipient: "c@example.com", Outcome: mail.Ambiguous, Class: mail.Unknown},
	}}
	data, err := json.Marshal(receipt)
	require.NoError(t, err)
	assert.JSONEq(t, `{"results":[
		{"recipient":"a@example.com","outcome":"accepted","reply":{"code":250,"enhanced":"2.0.0","text":"queued"}},
		{"recipient":"b@example.com","outcome":"rejected","class":"permanent","reply":{"code":550}},
		{"recipient":"c@example.com","outcome":"ambiguous","class":"unknown"}]}`, string(data))
	assert.Equal(t, []string{"a@example.com"}, receipt.Accepted())
	assert.Equal(t, []string{"b@example.com"}, receipt.Rejected())
	assert.Equal(t, []string{"c@example.com"}, receipt.Ambiguous())
}

func TestUnknownNamesAreNumbers(t *testing.T) {
	assert.Equal(t, "9", mail.Outcome(9).String())
	assert.Equal(t, "configuration 9", fmt.Sprint(mail.Configuration, mail.Class(9)))
}
