// Package check judges finished mails beyond their correctness: whether mail
// clients support what they use, whether Gmail clips them, whether everybody
// can read them, whether the text part says what the HTML says, and how they
// look in the inbox.
//
// It takes mails as plain input and knows nothing of how they were made:
// Folder.Check of package billet renders the mails of a folder and hands them over. All
// it reports are warnings, with the place in the author's file wherever that can
// be known: blocks of words and elements of layouts carry it in the attribute
// data-billet-at, and the rules of the stylesheets are looked up by the elements
// that they match.
//
// A fault that many mails share is reported once, at the place that it comes
// from.
package check
