package diag

import "strings"

// Suggest finds the known name that is most likely meant by got, or "" if
// none is near. Case does not count; of two equally near names the first wins.
func Suggest(got string, known []string) string {
	best, bestDistance := "", max(len(got)/3, 1)+1
	for _, name := range known {
		d := distance(strings.ToLower(got), strings.ToLower(name))
		if d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return best
}

// DidYouMean is the remedy "did you mean …?" for a misspelt name; where no
// name is near it lists what exists.
func DidYouMean(got string, known []string) string {
	if s := Suggest(got, known); s != "" {
		return "did you mean " + s + "?"
	}
	if len(known) == 0 {
		return ""
	}
	const most = 12
	if len(known) > most {
		return "known are " + strings.Join(known[:most], ", ") + ", …"
	}
	return "known are " + strings.Join(known, ", ")
}

// distance is the number of insertions, deletions, replacements and swaps of
// neighbours that lead from a to b (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before := make([]int, len(t)+1)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(s); i++ {
		next := make([]int, len(t)+1)
		next[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(t)]
}
