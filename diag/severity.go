package diag

import "slices"

// severityOf is how grave the diagnostics of a code are: a warning is something
// suspicious that still makes a mail as it is written.
func severityOf(code Code) Severity {
	if slices.Contains(warningCodes(), code) {
		return Warning
	}
	return Error
}

// warningCodes are the codes whose diagnostics stop nothing.
func warningCodes() []Code {
	return []Code{
		ClientSupport, SizeClipped, SizeList,
		AccessContrast, AccessContrastDark, AccessHeadings, AccessLanguage, AccessLinkText, AccessTableRole, AccessTextSize, AccessTitle,
		TextAmount, TextLink, InboxAmount, InboxPreheader, InboxSubject,
		CSSHeadSize,
		FolderSample, FolderUnused, FolderUnusedString,
		LanguagePlaceholders, LanguageLinks, LanguageButtons, LanguageAttachments, LanguageAmounts,
		LocalePluralMissing, LocalePluralUnused,
		MarkdownHeadingJump, MarkdownLiteralMarks,
		NotificationOverlap, NotificationNever, NotificationLead, NotificationRepeat,
		PageHTTP, PageUnescaped,
		TemplateConstant, TemplateNever, TemplateUnusedName,
	}
}

// Setting is what billet.yaml makes of the warnings of a code.
type Setting int

// The settings; the zero Setting leaves warnings what they are.
const (
	AsIs   Setting = iota
	Raised         // they are errors
	Off            // they are not reported
)

// Settle carries the settings out. Errors stay what they are.
func (l List) Settle(settings map[Code]Setting) List {
	if len(settings) == 0 {
		return l
	}
	kept := make(List, 0, len(l))
	for _, d := range l {
		if d.Severity == Warning {
			switch settings[d.Code] {
			case Raised:
				d.Severity = Error
			case Off:
				continue
			}
		}
		kept = append(kept, d)
	}
	return kept
}
