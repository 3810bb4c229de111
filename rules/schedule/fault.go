package schedule

// Fault is what is wrong with a text or with an option.
type Fault struct {
	Field   string // the option as it is written in a file, such as "at" or "steps"; "" for a text
	Message string // lower case, no full stop
	Help    string // what to do
}

// Error is the message with its remedy.
func (f *Fault) Error() string {
	text := f.Message + " (" + f.Help + ")"
	if f.Field != "" {
		text = f.Field + ": " + text
	}
	return text
}

func fault(field, message, help string) error { return &Fault{field, message, help} }
