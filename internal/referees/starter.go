package referees

import (
	"context"
	"fmt"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/starter"
)

// StarterMessages are the mails of the starter, of each event, language and
// sample.
func StarterMessages(ctx context.Context) ([]*mail.Message, error) {
	folder, err := billet.Open(starter.Folder(), billet.Options{})
	if err != nil {
		return nil, err
	}
	var list []*mail.Message
	for _, template := range folder.Templates() {
		for _, event := range folder.Serves(template) {
			for _, sample := range folder.Samples(event) {
				for _, locale := range folder.Locales(template) {
					m, err := folder.Render(ctx, billet.RenderRequest{
						Event: event, Template: template, Locale: locale, Data: sample.Source,
						Now: billet.SampleTime(), To: []mail.Address{{Name: "Zoë Žižek", Email: "zoe@example.com"}},
						Key: fmt.Sprint(len(list)),
					})
					if err != nil {
						return nil, err
					}
					list = append(list, m)
				}
			}
		}
	}
	return list, nil
}
