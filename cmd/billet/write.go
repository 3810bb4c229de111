package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// write puts text to stdout, or into a file.
func write(text, file string, stdout io.Writer) error {
	if file == "" {
		_, err := io.WriteString(stdout, text)
		return err
	}
	replace := replaceFile
	// A device or a pipe must stay what it is, and a link where it leads.
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		replace = fillFile
	}
	if err := replace(text, file); err != nil {
		return fmt.Errorf("cannot write %s: %w", file, cause(err))
	}
	return nil
}

// replaceFile writes a file that appears whole or not at all.
func replaceFile(text, file string) error {
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

func fillFile(text, file string) error { return os.WriteFile(file, []byte(text), 0o644) }

// cause is an error of the file system without the operation and the path that
// the message names already.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
