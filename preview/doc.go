// Package preview shows every mail of a mail folder in a browser while its
// authors work on it. [Handler] serves the page, its JSON interface and the
// mails; it can be mounted into an application's own mux.
//
// # What it defends against
//
// Mails hold markup of authors and values of customers, and a development
// machine runs a browser that also visits the web. So:
//
//   - A mail's HTML is served under a Content-Security-Policy that sandboxes it
//     and allows neither scripts nor remote loads; the page shows it in an
//     iframe with the attribute sandbox. Both hold alone.
//   - The Host of a request must be one of [Options.Hosts], so that no name of
//     a foreign site can lead here (DNS rebinding).
//   - Requests that a browser makes for another site are refused, except
//     following a link to the page. The page itself cannot be framed.
//   - Every POST, and the stream, needs the token in the header X-Billet-Token,
//     which only the page knows. With [Options.Guarded] everything needs it.
//   - Bodies are JSON of at most 1 MiB. The server fetches no address and
//     writes no file. [Server] sets time limits.
//
// # JSON interface
//
// All addresses are relative to where the handler is mounted. Errors are
// {"error": "…"} with the status 400, 401, 403, 404, 405, 413, 415, 421 or 503.
//
//	GET  api/folder                          languages, templates × events × samples
//	GET  api/mail?template&event&locale&sample[&data]
//	                                         one mail: subject, preheader, text, HTML source, sizes, faults
//	GET  api/placeholders?event&locale&sample[&data]
//	                                         what a template of the event may print, with the values
//	GET  api/sample?event&sample[&data]      the JSON of a sample
//	GET  api/faults                          the faults of all templates, with their source lines
//	POST api/data {"event", "text"}          checks edited data; if sound, its id, for data=
//	GET  api/stream                          Server-Sent Events: "change" with a number for every change
//	GET  mail.html?template&event&locale&sample[&data][&scheme=light|dark|inverted][&images=off|remote][&places=on][&download=on]
//	                                         the HTML of a mail
//
// A fault is {"file", "line", "column", "end_line", "end_column", "code",
// "severity", "message", "help", "lines": [{"number", "text"}], "templates"};
// lines and columns count from 1, columns in characters.
package preview
