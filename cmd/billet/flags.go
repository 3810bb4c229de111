package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/billet-mail/billet/diag"
)

// flagError tells in our words what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return usageError{fmt.Errorf("there is no flag -%s (see %s --help)", name, cmd.CommandPath())}
		}
		return usageError{fmt.Errorf("there is no flag --%s (%s)", name, diag.DidYouMean("--"+name, flagNames(cmd)))}
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "int":
		return usageError{fmt.Errorf("--%s %q is no whole number (write 1, 2, 3 …)", invalid.GetFlag().Name, invalid.GetValue())}
	case errors.As(err, &bare):
		return usageError{fmt.Errorf("--%s needs a value (%s)", bare.GetFlag().Name, bare.GetFlag().Usage)}
	}
	return usageError{err}
}

// flagNames are the flags of a command, as they are typed.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// unknownCommand is the error for a command that does not exist.
func unknownCommand(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	help := "see billet --help"
	if near := diag.Suggest(name, names); near != "" {
		help = "did you mean " + near + "?"
	}
	return usageError{fmt.Errorf("there is no command %q (%s)", name, help)}
}
