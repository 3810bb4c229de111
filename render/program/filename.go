package program

import "strings"

// appendFilename appends what may be a part of a file's name on every system.
// A dot stays before a blank ("Dr. No"), and vanishes at the end ("Acme Inc.");
// elsewhere it could make an extension.
func appendFilename(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' && i == len(s)-1:
		case strings.IndexByte("/\\:*?\"<>|\n", c) >= 0, c == '.' && !strings.HasPrefix(s[i+1:], " "):
			b = append(b, '-')
		default:
			b = append(b, c)
		}
	}
	return b
}

// maxFilename is the most bytes of a file's name without its extension. File
// systems take 255.
const maxFilename = 200

// FinishFilename makes a file's name of what a program wrote as its stem: without
// blanks and dots at its ends, not too long, and no name that Windows keeps for
// devices. other stands for a stem of which nothing is left.
func FinishFilename(stem, ext, other string) string {
	if len(stem) > maxFilename {
		stem = strings.ToValidUTF8(stem[:maxFilename], "")
	}
	stem = strings.Trim(strings.Join(strings.Fields(stem), " "), ". ")
	if stem == "" {
		stem = other
	}
	if isDevice(stem) {
		stem += "-"
	}
	return stem + ext
}

// isDevice reports a name that Windows keeps for a device, whatever its
// extension.
func isDevice(stem string) bool {
	stem, _, _ = strings.Cut(strings.ToUpper(stem), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	port := strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")
	return port && len(stem) == 4 && stem[3] >= '0' && stem[3] <= '9'
}
