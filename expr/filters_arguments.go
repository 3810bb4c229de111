package expr

import "strconv"

// Arguments lists arguments of a filter for an author to choose from, as they
// are written in a tag: "short" in quotes, 2 without. Of filters that take a
// few words only these are all. It is empty for a filter without an argument,
// and for label and list, whose arguments go by the strings of the folder and
// the fields of the list.
func Arguments(filter string) []string {
	switch filter {
	case "cut":
		return []string{`" "`}
	case "date":
		return quoted(dateNames)
	case "datetime", "time":
		return quoted(styleNames)
	case "default":
		return []string{`"…"`}
	case "divisibleby":
		return []string{"2"}
	case "floatformat", "number", "percent":
		return []string{"0", "2"}
	case "money":
		return quoted(moneyNames)
	case "truncatechars":
		return []string{"20"}
	case "truncatewords":
		return []string{"3"}
	case "yesno":
		return []string{`"yes,no"`}
	}
	return nil
}

func quoted(words []string) []string {
	var list []string
	for _, word := range words {
		list = append(list, strconv.Quote(word))
	}
	return list
}
