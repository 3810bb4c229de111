package main

import (
	"io"
	"os"
	"path/filepath"
)

// write puts text to stdout, or into a file that appears whole or not at all.
func write(text, file string, stdout io.Writer) error {
	if file == "" {
		_, err := io.WriteString(stdout, text)
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".billet-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once it is renamed
	if _, err = temp.WriteString(text); err == nil {
		err = temp.Chmod(0o644)
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}
