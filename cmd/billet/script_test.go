package main

import (
	"errors"
	"flag"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/billet-mail/billet/delivery/deliverytest"
)

var update = flag.Bool("update", false, "write the wanted output anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"billet": main})
}

// TestScript runs the scripts of testdata/script. Each works in a folder of its
// own, made of its files. The address of an SMTP server is in $SMTP, that of one
// which knows nobody in $REFUSING.
func TestScript(t *testing.T) {
	accepting := deliverytest.Start(t, deliverytest.Options{TLS: deliverytest.NoTLS})
	refusing := deliverytest.Start(t, deliverytest.Options{TLS: deliverytest.NoTLS, Script: deliverytest.Script{
		deliverytest.Rcpt: {deliverytest.Reply("550 5.1.1 no such user")},
	}})
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, "SMTP="+accepting.Addr(), "REFUSING="+refusing.Addr())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a command and holds its exit code: exits 2 billet rendr.
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}
