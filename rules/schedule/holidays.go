package schedule

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
)

// Holidays are known of these years.
const (
	firstYear = 1990
	lastYear  = 2089
)

// Countries lists the countries (ISO 3166-1) and regions (ISO 3166-2) whose
// holidays are known, from 1990 to 2089, sorted. A country has its national
// holidays only.
func Countries() []string { return slices.Sorted(maps.Keys(countries())) }

func hasHolidays(country string) bool {
	_, ok := countries()[country]
	return ok
}

// calendar tells business days. It is safe for concurrent use.
type calendar struct {
	fixed    []*holidays
	customer map[string]*holidays // by country; nil if the customer's do not count
}

func newCalendar(o Options) *calendar {
	if o.Days != BusinessDays {
		return nil
	}
	known := countries()
	c := &calendar{}
	for _, country := range o.Holidays {
		c.fixed = append(c.fixed, &holidays{rules: known[country]})
	}
	if o.CustomerHolidays {
		c.customer = make(map[string]*holidays, len(known))
		for country, rules := range known {
			c.customer[country] = &holidays{rules: rules}
		}
	}
	return c
}

// closed reports whether a day is a Saturday, a Sunday or a holiday.
func (c *calendar) closed(d day, country string) bool {
	if c == nil {
		return false
	}
	if weekday := d.weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return true
	}
	for _, of := range c.fixed {
		if of.has(d) {
			return true
		}
	}
	of := c.customer[country]
	return of != nil && of.has(d)
}

// holidays are those of a country, worked out when they are first asked for.
type holidays struct {
	rules []*cal.Holiday
	once  sync.Once
	days  [lastYear - firstYear + 1][12]uint32 // a bit for each day of a month
}

func (h *holidays) has(d day) bool {
	h.once.Do(h.workOut)
	return firstYear <= d.year && d.year <= lastYear && h.days[d.year-firstYear][d.month-1]&(1<<d.day) != 0
}

// workOut marks the holidays, and the days that are taken off for those that
// fall on a weekend, which may lie in the year before or after.
func (h *holidays) workOut() {
	for year := firstYear - 1; year <= lastYear+1; year++ {
		for _, rule := range h.rules {
			if rule.Type == cal.ObservanceOther {
				continue // an eve or the like, by custom only
			}
			actual, observed := rule.Calc(year)
			h.mark(actual)
			h.mark(observed)
		}
	}
}

func (h *holidays) mark(t time.Time) {
	if d := dayOf(t); firstYear <= d.year && d.year <= lastYear {
		h.days[d.year-firstYear][d.month-1] |= 1 << d.day
	}
}
