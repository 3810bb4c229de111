package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// browser is the path of a Chromium.
type browser string

func findBrowser() (browser, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return browser(path), nil
		}
	}
	return "", errors.New("the gallery needs Chromium to take pictures, and there is none on the PATH (on Debian: apt-get install chromium)")
}

// patience is how long the browser may take for a page; a second is usual.
const patience = 2 * time.Minute

var (
	tooWide    = regexp.MustCompile(`<html[^>]* data-wide="([^"]+)"`)
	pageHeight = regexp.MustCompile(`<html[^>]* data-height="(\d+)"`)
)

// take writes a sheet as an HTML and a PNG file. It opens the page twice: for
// its height, and for a picture in a window of this height.
func (b browser) take(ctx context.Context, out string, s sheet) error {
	page, err := s.html()
	if err != nil {
		return err
	}
	file := filepath.Join(out, s.File())
	if err := os.WriteFile(file+".html", []byte(page), 0o644); err != nil {
		return err
	}
	opened, err := b.open(ctx, s, "1000", file+".html", "--dump-dom")
	if err != nil {
		return err
	}
	height := pageHeight.FindSubmatch(opened)
	if height == nil {
		return fmt.Errorf("the page %s.html has not told its height", file)
	}
	if wide := tooWide.FindSubmatch(opened); wide != nil {
		fmt.Fprintf(os.Stderr, "%s: wider than the page: %s\n", s.File(), html.UnescapeString(string(wide[1])))
	}
	_, err = b.open(ctx, s, string(height[1]), file+".html", "--screenshot="+file+".png")
	return err
}

// open opens a page in a window of the sheet's width and a height in pixels,
// with a profile of its own, and gives what the browser prints.
func (b browser) open(ctx context.Context, s sheet, height, file, action string) ([]byte, error) {
	profile, err := os.MkdirTemp("", "gallery")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	color := "--blink-settings=preferredColorScheme=1"
	if s.Dark {
		color = "--blink-settings=preferredColorScheme=0"
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	out, err := exec.CommandContext(ctx, string(b),
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--hide-scrollbars", "--user-data-dir="+profile, color,
		fmt.Sprintf("--window-size=%d,%s", s.PageWidth(), height), action, address.String()).Output()
	if err != nil {
		return nil, fmt.Errorf("cannot take the picture of %s: %w", file, err)
	}
	return out, nil
}
