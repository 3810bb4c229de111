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
//   - Bodies are JSON of at most 1 MiB. The server fetches no address. It
//     sends mails only by [Options.Trial], and only to those it names. It
//     writes golden files, only where [Options.Accept] says so, and no others.
//     [Server] sets time limits.
//
// # JSON interface
//
// All addresses are relative to where the handler is mounted. Errors are
// {"error": "…"} with the status 400, 401, 403, 404, 409, 413, 415, 421 or 503. An
// address or method that is not listed gets 404 or 405 as plain text, and a mail
// whose template never opened a page that says so, with 422.
//
//	GET  api/folder                          languages, templates × events × samples
//	GET  api/mail?template&event&locale&sample[&data][&dials]
//	                                         one mail: subject, preheader, text, HTML source, sizes, faults
//	GET  api/placeholders?event&locale&sample[&data][&dials]
//	                                         what a template of the event may print, with the values and filters
//	GET  api/sample?event&sample[&data][&dials]
//	                                         the JSON of a sample
//	GET  api/why?event&sample[&data][&dials][&at][&matter]
//	                                         who gets which mail when it happens, and why not: what billet explain --format json prints
//	GET  api/dials?event&sample[&data]       what dials= may name, and why some change nothing
//	GET  api/faults                          the faults of all templates, with their source lines
//	GET  api/timeline?scenario               a scenario that was played: what happened, each mail, and each that was not sent
//	GET  timeline.html?scenario&mail         the HTML of a mail of it, by its number from 0
//	GET  api/message?template&event&locale&sample[&data][&dials]
//	                                         the message as it would be sent: headers, MIME tree, attachments, size
//	GET  mail.eml?template&event&locale&sample[&data][&dials]
//	                                         the message as it would be sent (RFC 5322)
//	POST api/send?template&event&locale&sample[&data][&dials] {"to"}
//	                                         sends a trial to an address of [Trial.Allowed]; the receipt
//	GET  api/goldens                         the mails that are not as their golden files, if the folder keeps some
//	GET  api/golden?template&event&locale&sample
//	                                         one mail against its golden file, with the difference
//	POST api/golden {"mails": [{"template", "event", "locale", "sample"}]} or {"all": true}
//	                                         writes the golden files of mails: what billet test --update does
//	GET  golden.html?template&event&locale&sample[&scheme][&images=off|remote]
//	                                         the HTML that a golden file holds
//	POST api/data {"event", "text"}          checks edited data; if sound, its id, for data=
//	GET  api/stream                          Server-Sent Events: "change" with a number for every change
//	GET  mail.html?template&event&locale&sample[&data][&dials][&scheme][&images=off|remote][&places=click|on][&download=on]
//	                                         the HTML of a mail
//
// scheme is light or dark, as the mail's own styles have it, or what a client
// makes of that which inverts mails: inverted or dark-inverted. With places,
// a block that has the focus shows its file, line and column; with on, the one
// under the pointer too.
//
// dials turns the data of the mail to its edges. It names, parted by commas:
//
//	lines-0, lines-1, lines-300   how many entries every list has; one of the three
//	no-optional                   all that may be missing is missing
//	rtl                           names and labels are Arabic and Hebrew
//	markup                        words hold what HTML, Markdown, templates and tables give a meaning to
//	long                          words are as long as they may be, with one that cannot be broken
//	pseudo                        the finished mail's words get accents, brackets and 40 % more letters
//
// The data stays valid: amounts are added up anew, and what a rule of the event
// demands stays. A dial that cannot be turned with this data changes nothing;
// api/dials and the unfit_dials of api/mail say why. All dials go by the schema
// of the event, also of one that billet.yaml declares, and give the same data
// every time. data is an id that api/data gave; the server keeps the newest 64.
//
// at is the day when it is asked, 2026-11-20 for one; matter is what its matter is,
// parted by commas, of those that the answer lists as "states". Nothing was sent
// before.
//
// A placeholder is {"path", "type", "optional", "derived", "meaning", "example",
// "values", "required", "value", "insert", "inside", "filters": [{"filter",
// "value", "insert"}]}. insert is what to write in a template, inside the loops
// of inside; the value of a placeholder in a list is that of the first entry.
//
// A fault is {"file", "line", "column", "end_line", "end_column", "code",
// "severity", "message", "help", "lines": [{"number", "text"}], "templates"};
// lines and columns count from 1, columns in characters.
package preview
