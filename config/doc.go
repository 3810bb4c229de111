// Package config reads billet.yaml, the file in which a mail folder says what
// all its mails share: the brand, the languages and the clients to check for.
//
//	format: 1
//	brand:
//	  name: Harbour Cloud
//	  support_email: support@harbourcloud.example.com
//	  colors:
//	    accent: "#3447d1"
//	languages:
//	  default: en
//	  available: [en, fr]
//
// [Load] reports every fault at once, each with the range that it is about.
// [Config.Constants] gives the brand to templates, [Config.Colors] its colours
// to stylesheets.
package config
