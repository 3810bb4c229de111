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
	info, err := os.Lstat(file)
	switch {
	case err != nil:
		err = replaceFile(text, file, 0o644)
	case info.Mode().IsRegular():
		err = replaceFile(text, file, info.Mode().Perm())
	default: // a device or a pipe stays what it is, and a link leads where it led
		err = os.WriteFile(file, []byte(text), 0o644)
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", file, cause(err))
	}
	return nil
}

// replaceFile writes a file that appears whole or not at all.
func replaceFile(text, file string, mode fs.FileMode) error {
	temp, err := os.CreateTemp(filepath.Dir(file), ".billet-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once it is renamed
	if _, err = temp.WriteString(text); err == nil {
		err = temp.Chmod(mode)
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}

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
