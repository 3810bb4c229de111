// Package golden holds the mails of a mail folder against files that say what
// each must be: golden/TEMPLATE/EVENT.VARIANT.LOCALE.txtar, one for each
// template, sample and language. The mails are made at [billet.SampleTime].
//
// [Compare] tells which mails differ, which have no file yet, and which files
// belong to no mail any more; [Write] makes the files what the mails are.
package golden
