package delivery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// PasswordVariable is the environment variable that the command and
// [PasswordFromEnvironment] read.
const PasswordVariable = "BILLET_SMTP_PASSWORD"

// Password fetches a password, or a token of XOAUTH2. It is asked for each new
// connection, so that a changed one is found. A function holds the secret where
// no print of a struct shows it.
type Password func(ctx context.Context) (string, error)

// PasswordFromEnvironment reads the variable [PasswordVariable].
func PasswordFromEnvironment() Password {
	return func(context.Context) (string, error) {
		secret, ok := os.LookupEnv(PasswordVariable)
		if !ok {
			return "", errors.New("the environment has no " + PasswordVariable + " [set it, or add password_file=PATH to the URL]")
		}
		return secret, nil
	}
}

// maxPasswordFile is the size of a password file, in bytes.
const maxPasswordFile = 64 << 10

// PasswordFromFile reads a file. One line end at its end is not part of the
// password.
func PasswordFromFile(name string) Password {
	return func(context.Context) (string, error) {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer func() { _ = file.Close() }()
		data, err := io.ReadAll(io.LimitReader(file, maxPasswordFile+1))
		if err != nil {
			return "", err
		}
		if len(data) > maxPasswordFile {
			return "", fmt.Errorf("%s is no password file: it has more than %d bytes", name, maxPasswordFile)
		}
		return strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r"), nil
	}
}

// FixedPassword is a password that the program has already.
func FixedPassword(secret string) Password {
	return func(context.Context) (string, error) { return secret, nil }
}
