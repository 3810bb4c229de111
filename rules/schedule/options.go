package schedule

import (
	"errors"
	"fmt"
	"slices"
)

// MostSteps is how many steps a schedule may have.
const MostSteps = 366

// Options are the settings of a schedule. The zero Options plan one step, on the
// anchor.
type Options struct {
	Steps  []Step            // explicit steps, forward in time; excludes Offset, Offers, Repeat, Times and Until
	Offset Offset            // of the first step from the anchor
	Offers map[string]Offset // the first step's offset for some offers, instead of Offset
	Repeat Offset            // between two steps; zero for one step only
	Times  int               // how many steps there are with the first; 0 if Until says so
	Until  *Offset           // from the anchor; no step has its time by the calendar later; nil for none
	Delay  Offset            // added to the anchor of a matter that is due on signature

	At       Clock    // the time of day of every step; absent for that of the anchor
	Days     Days     // on which days mails go out
	Shift    Shift    // where a step goes that falls on another day
	Holidays []string // countries or regions whose holidays are no business days: "FR", "DE-BY"; see Countries
	// CustomerHolidays adds the holidays of Matter.Country.
	CustomerHolidays bool
	Quiet            Quiet   // hours in which nothing is sent
	CatchUp          CatchUp // what becomes of late steps
}

// Step is an explicit step of a schedule.
type Step struct {
	Offset   Offset
	Template string // instead of the notification's; "" for that
}

// faults lists everything that is wrong with the Options.
func (o Options) faults() error {
	return errors.Join(o.stepFaults(), o.repeatFaults(), o.delayFaults(), o.clockFaults(), o.dayFaults())
}

func (o Options) stepFaults() error {
	if len(o.Steps) == 0 {
		return nil
	}
	var all []error
	if !o.Offset.IsZero() || len(o.Offers) > 0 || !o.Repeat.IsZero() || o.Times != 0 || o.Until != nil {
		all = append(all, fault("steps", "steps stand beside offset, offers, repeat, times or until", "keep the steps alone, or none"))
	}
	if len(o.Steps) > MostSteps {
		all = append(all, fault("steps", fmt.Sprintf("there are %d steps", len(o.Steps)), fmt.Sprintf("write %d at most", MostSteps)))
	}
	for i := 1; i < len(o.Steps); i++ {
		before, step := o.Steps[i-1].Offset, o.Steps[i].Offset
		if step.hours() <= before.hours() {
			all = append(all, fault("steps", fmt.Sprintf("step %s does not follow %s", step, before), "write the steps in the order of time, each once"))
		}
	}
	return errors.Join(all...)
}

func (o Options) repeatFaults() error {
	if len(o.Steps) > 0 {
		return nil
	}
	var all []error
	repeats := !o.Repeat.IsZero()
	if o.Repeat.hours() < 0 {
		all = append(all, fault("repeat", fmt.Sprintf("%s goes back in time", o.Repeat), "write it without a sign"))
	}
	switch {
	case o.Times < 0 || o.Times > MostSteps:
		all = append(all, fault("times", fmt.Sprintf("%d is no number of steps", o.Times), fmt.Sprintf("write 1 to %d", MostSteps)))
	case o.Times > 1 && !repeats:
		all = append(all, fault("times", "several times have nothing between them", `add how much later each is, such as repeat: 7d`))
	case o.Times == 0 && o.Until == nil && repeats:
		all = append(all, fault("repeat", "it never ends", "add times or until"))
	}
	if o.Until != nil {
		for _, first := range o.firsts() {
			if o.Until.hours() < first.hours() {
				all = append(all, fault("until", fmt.Sprintf("nothing is ever sent: %s is before the first step %s", *o.Until, first), "write a later end"))
			}
			if repeats && o.Times == 0 && o.Repeat.hours() > 0 && (o.Until.hours()-first.hours())/o.Repeat.hours() >= MostSteps {
				all = append(all, fault("until", "there are too many steps until then", fmt.Sprintf("write times: %d or fewer", MostSteps)))
			}
		}
	}
	return errors.Join(all...)
}

func (o Options) delayFaults() error {
	if o.Delay.hours() < 0 {
		return fault("delay", fmt.Sprintf("%s goes back in time", o.Delay), "write it without a sign")
	}
	return nil
}

// firsts are the offsets that the first step may have, in a fixed order.
func (o Options) firsts() []Offset {
	list := []Offset{o.Offset}
	for _, offset := range o.Offers {
		list = append(list, offset)
	}
	slices.SortFunc(list, func(a, b Offset) int { return a.hours() - b.hours() })
	return slices.Compact(list)
}

func (o Options) clockFaults() error {
	var all []error
	if !o.At.IsZero() {
		for _, offset := range o.offsets() {
			if offset.Hours != 0 {
				all = append(all, fault("at", fmt.Sprintf("an offset in hours, %s, has a time of day already", offset), "remove at, or count in days"))
				break
			}
		}
		if o.Quiet.has(o.At.minute()) {
			all = append(all, fault("at", fmt.Sprintf("%s lies in the quiet hours %s", o.At, o.Quiet), "write another time"))
		}
	}
	if o.Quiet.From.IsZero() != o.Quiet.To.IsZero() || !o.Quiet.IsZero() && o.Quiet.From == o.Quiet.To {
		all = append(all, fault("quiet", "the quiet hours have no beginning or no end", `write both, such as "21:00-08:00"`))
	}
	return errors.Join(all...)
}

// offsets are all that the Options have.
func (o Options) offsets() []Offset {
	list := append(o.firsts(), o.Repeat, o.Delay)
	for _, step := range o.Steps {
		list = append(list, step.Offset)
	}
	return list
}

func (o Options) dayFaults() error {
	var all []error
	for _, country := range o.Holidays {
		if !hasHolidays(country) {
			all = append(all, fault("holidays", fmt.Sprintf("the holidays of %q are not known", shorten(country)), "write one of the countries of the documentation, such as FR or DE-BY"))
		}
	}
	if o.Days != BusinessDays && (o.Shift != Later || len(o.Holidays) > 0 || o.CustomerHolidays) {
		all = append(all, fault("days", "holidays and shift count on business days only", "add days: business"))
	}
	return errors.Join(all...)
}
