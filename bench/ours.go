package bench

import "io/fs"

// Ours lists Billet's lines of the message table: first the message from
// formatted text, which stands against the floor, then formatting and
// validation (each a [Way] with Part set) and the whole from typed data.
func Ours() ([]Way, error) { return nil, nil }

// OurLoaders lists Billet's lines of the load table: what it takes to open a
// mail folder, and what stays in memory.
func OurLoaders(folder fs.FS) ([]Loader, error) { return nil, nil }
