package timeline

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// data reads a map of values of any kind.
func (r *reader) data(s *Scenario, f fields, name string) map[string]any {
	n := f.values[name]
	if n == nil {
		return nil
	}
	inside, ok := r.fields(n, name)
	if !ok {
		return nil
	}
	all := map[string]any{}
	for _, key := range inside.names {
		all[key] = r.value(s, inside.values[key])
	}
	return all
}

// value is a value as JSON has it. Numbers keep their digits.
func (r *reader) value(s *Scenario, n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		inside, _ := r.fields(n, "data")
		all := map[string]any{}
		for _, key := range inside.names {
			all[key] = r.value(s, inside.values[key])
		}
		return all
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, r.value(s, item))
		}
		return list
	case yaml.AliasNode:
		r.fault(n, "write the value again", "a value cannot refer to another")
		return nil
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
	}
	if at, ok := s.onDayText(n.Value); ok {
		return at
	}
	return n.Value
}

// onDayText turns "day 14" into its date and "day 14 18:00" into its moment, as
// JSON has them.
func (s *Scenario) onDayText(text string) (string, bool) {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 3 || words[0] != "day" {
		return "", false
	}
	day, err := strconv.Atoi(words[1])
	if err != nil || day < -maxDays || day > maxDays {
		return "", false
	}
	if len(words) == 2 {
		return s.onDay(day, 12, 0).Format(time.DateOnly), true
	}
	clock, err := time.Parse("15:04", words[2])
	if err != nil {
		return "", false
	}
	return s.onDay(day, clock.Hour(), clock.Minute()).Format(time.RFC3339), true
}

// merge lays data over other data: maps key by key, all else as a whole. Null
// removes.
func merge(under, over map[string]any) map[string]any {
	all := maps.Clone(under)
	if all == nil {
		all = map[string]any{}
	}
	for key, value := range over {
		below, _ := all[key].(map[string]any)
		above, isMap := value.(map[string]any)
		switch {
		case value == nil:
			delete(all, key)
		case isMap:
			all[key] = merge(below, above)
		default:
			all[key] = value
		}
	}
	return all
}

// only keeps the keys that an event has.
func only(data map[string]any, keys []string) map[string]any {
	kept := map[string]any{}
	for _, key := range keys {
		if value, ok := data[key]; ok {
			kept[key] = value
		}
	}
	return kept
}
