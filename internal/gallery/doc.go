// Command gallery renders every mail of the starter and takes pictures of them,
// so that a person sees at a glance what a change of a layout, a style or a
// template does: every template in every language with every sample of its
// events, in a light and a dark client and on a phone.
//
//	go run ./internal/gallery [-o FOLDER] [TEMPLATE…]
//
// It writes the mails as HTML files and contact sheets as HTML and PNG files.
// Pictures are taken by Chromium, which has to be installed. A mail that is
// wider than its page is named on standard error.
package main
