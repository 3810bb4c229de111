// Package browsertest holds the tests of the preview in a browser: how the page
// behaves, that it can be used by keyboard and with assistive technology, and
// that a hostile mail neither runs scripts nor loads anything.
//
// The tests need Chromium or Chrome on the PATH. Where there is none they are
// skipped, unless the environment variable BILLET_BROWSER is "required", as CI
// sets it: then they fail. With -pictures DIR they also write pictures of the
// main views, in several sizes, to look at:
//
//	go test ./preview/browsertest -run TestSizes -pictures /tmp/pictures
//
// testdata/axe holds axe-core, which judges how accessible the page is.
package browsertest
