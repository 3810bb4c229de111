package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/billet-mail/billet/preview"
)

// previewFlags are the flags of billet preview.
type previewFlags struct {
	addr   string
	remote bool
	hosts  []string
	open   bool
	export string
	trial  destination
}

func previewCommand(dir *string, stderr io.Writer) *cobra.Command {
	var flags previewFlags
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Show every mail in the browser, and again at every save",
		Long: `Show every mail in the browser, and again at every save.

Only this computer can open the page. To let others, give --allow-remote with
an address of your network; the page then asks for the token that is printed.

With --export, nothing is served: every mail is written into a folder, as pages
that need no server, for a review by others. Mails with faults are left out and
named in the list. What an earlier export wrote there is replaced; other files
stay as they are.`,
		Example: "  billet preview\n  billet -C mails preview --open\n  billet preview --addr 192.168.1.20:7070 --allow-remote\n  billet preview --export review",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{errors.New("preview takes no arguments (the mail folder is -C DIR)")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("export") {
				return runExport(cmd, *dir, flags, stderr)
			}
			return runPreview(cmd.Context(), *dir, flags, stderr)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.addr, "addr", "127.0.0.1:7070", "address to listen on; port 0 takes a free one")
	f.BoolVar(&flags.remote, "allow-remote", false, "allow an address that other computers reach; needs the printed token")
	f.StringSliceVar(&flags.hosts, "host", nil, "further names that the page is opened by, such as build.local:7070")
	f.BoolVar(&flags.open, "open", false, "open the page in the browser")
	f.StringVar(&flags.trial.smtp, "smtp", "", "let the page send trials by this server, such as smtp://user@host:587; needs --allow")
	f.StringArrayVar(&flags.trial.allow, "allow", nil, "who may get a trial: an address, or a @domain; may stand several times")
	f.StringVar(&flags.export, "export", "", "write every mail into a folder, as a site for review, and serve nothing")
	return cmd
}

func runPreview(ctx context.Context, named string, flags previewFlags, stderr io.Writer) error {
	files, dir, err := mailFolder(named)
	if err != nil {
		return err
	}
	if err := checkAddress(flags); err != nil {
		return err
	}
	trial, end, err := flags.trial.forPreview()
	if err != nil {
		return err
	}
	defer end()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", flags.addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w (choose another --addr)", flags.addr, err)
	}
	defer listener.Close()
	told := make(chan struct{}) // the address, which comes before all faults
	options := preview.Options{
		Folder: files, Hosts: append(hostNames(listener.Addr()), flags.hosts...), Token: rand.Text(), Guarded: flags.remote, Trial: trial,
		Report: func(faults string, warnings int) {
			select {
			case <-told:
				fmt.Fprint(stderr, reported(faults, warnings))
			case <-ctx.Done():
			}
		},
	}
	if dir != "" {
		if options.Accept, err = os.OpenRoot(dir); err != nil {
			return err
		}
		defer options.Accept.Close()
		if options.Changes, err = watch(ctx, dir, stderr); err != nil {
			return err
		}
	}
	handler, err := preview.Handler(options)
	if err != nil {
		return err
	}
	page := "http://" + shownAddress(listener.Addr()) + "/"
	if flags.remote {
		page += "?token=" + options.Token
	}
	fmt.Fprintf(stderr, "the mails are at %s (stop with Ctrl+C)\n", page)
	switch {
	case dir == "":
		fmt.Fprintln(stderr, "these are those of the starter; to change them: billet init mails && billet -C mails preview")
	case named == "" && dir != ".":
		fmt.Fprintf(stderr, "these are those of the starter, in %s\n", dir)
	}
	close(told)
	if flags.open {
		openBrowser(ctx, page, stderr)
	}
	return serve(ctx, listener, handler)
}

// reported is what is printed about a folder that has changed.
func reported(faults string, warnings int) string {
	switch {
	case faults != "":
		return faults
	case warnings == 0:
		return "saved, no faults\n"
	case warnings == 1:
		return "saved, no faults, 1 warning (billet check shows it)\n"
	}
	return fmt.Sprintf("saved, no faults, %d warnings (billet check shows them)\n", warnings)
}

// serve serves until the context ends, streams included.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := preview.Server(handler)
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// checkAddress refuses addresses that others reach, unless that is wanted.
func checkAddress(flags previewFlags) error {
	host, _, err := net.SplitHostPort(flags.addr)
	if err != nil {
		return usageError{fmt.Errorf("--addr %q is no address (write 127.0.0.1:7070)", flags.addr)}
	}
	if ip := net.ParseIP(host); flags.remote || host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return usageError{fmt.Errorf("other computers can reach %s (add --allow-remote if they shall)", flags.addr)}
}

// shownAddress is where a browser finds an address. One that stands for all of a
// computer is shown as that which others reach, if there is one.
func shownAddress(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	names := hostNames(addr)
	for _, name := range names {
		host, _, _ := net.SplitHostPort(name)
		if ip := net.ParseIP(host); ip != nil && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() {
			return name
		}
	}
	return names[0]
}

// hostNames are the Host headers that lead to an address.
func hostNames(addr net.Addr) []string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return []string{addr.String()}
	}
	ips := []string{tcp.IP.String()}
	if tcp.IP.IsLoopback() {
		ips = append(ips, "localhost")
	}
	if tcp.IP.IsUnspecified() {
		ips = []string{"localhost"}
		own, _ := net.InterfaceAddrs() // without them --host names what is missing
		for _, each := range own {
			if network, ok := each.(*net.IPNet); ok {
				ips = append(ips, network.IP.String())
			}
		}
	}
	var names []string
	for _, ip := range ips {
		names = append(names, net.JoinHostPort(ip, fmt.Sprint(tcp.Port)))
		if tcp.Port == 80 { // which browsers leave out
			names = append(names, ip)
		}
	}
	return names
}

// openBrowser opens a page; where that fails, its address was printed.
func openBrowser(ctx context.Context, page string, stderr io.Writer) {
	name, args := "xdg-open", []string{page}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", page}
	}
	command := exec.CommandContext(ctx, name, args...)
	if err := command.Start(); err != nil {
		fmt.Fprintf(stderr, "cannot open the browser: %v\n", err)
		return
	}
	go command.Wait() // so that no dead process stays behind
}
