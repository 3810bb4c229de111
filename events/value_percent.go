package events

// Percent is a percentage: 20 stands for 20 %. Everything of [Decimal] holds
// for it too.
type Percent struct{ Decimal }

// NewPercent reads a percentage such as "20" or "7.7", without the sign %.
func NewPercent(text string) (Percent, error) {
	d, err := NewDecimal(text)
	return Percent{d}, err
}
