// Package report writes diagnostics for programs: as JSON, as SARIF and as
// annotations of GitHub Actions. [diag.Printer] writes them for people.
//
// Lines and columns count from 1, columns in characters (Unicode code points).
package report
