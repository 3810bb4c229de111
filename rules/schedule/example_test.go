package schedule_test

import (
	"fmt"
	"log"
	"time"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/rules/schedule"
)

// Four reminders of an unpaid invoice, a week apart, in the customer's morning.
func ExampleSchedule_Due() {
	s, err := schedule.New(schedule.Options{
		Offset: schedule.Offset{Days: 1}, Repeat: schedule.Offset{Days: 7}, Times: 4,
		At: schedule.At(9, 0), Days: schedule.BusinessDays,
	})
	if err != nil {
		log.Fatal(err) // every fault of the options
	}
	dueOn := time.Date(2026, time.November, 20, 0, 0, 0, 0, time.UTC)
	invoice := schedule.Matter{Anchor: schedule.OnDate(events.DateOf(dueOn))}

	now := time.Date(2026, time.November, 24, 8, 0, 0, 0, time.UTC)
	for _, step := range s.Due(invoice, now).Due {
		fmt.Printf("send reminder %d, planned for %s\n", step.Step, step.At.Format("Monday 15:04"))
		invoice.Sent = append(invoice.Sent, step.Step)
	}
	result := s.Due(invoice, now)
	fmt.Println(result.Reason, "until", result.Next.At.Format(time.DateTime))

	invoice.StoppedAt = now.Add(time.Hour) // paid
	fmt.Println(s.Due(invoice, result.Next.At).Reason)
	// Output:
	// send reminder 1, planned for Monday 09:00
	// not-yet until 2026-11-30 09:00:00
	// stopped
}
