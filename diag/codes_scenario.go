package diag

// Codes of scenarios, which are played on a timeline.
const (
	ScenarioSyntax Code = "scenario-syntax"
	ScenarioKey    Code = "scenario-key"
	ScenarioValue  Code = "scenario-value"
	ScenarioEvent  Code = "scenario-event"
)

func scenarioDocs() []entry {
	return []entry{
		{ScenarioSyntax, "a scenario is not valid YAML",
			"title: Trial: happy", "Put quotation marks around values with a colon, and indent with blanks."},
		{ScenarioKey, "a key of a scenario does not exist, is there twice, or is missing",
			"life:\n  - at: \"09:00\"\n    event: signup", "A scenario needs title, begin and life. Each moment of its life needs a day, and an event or the state of a matter."},
		{ScenarioValue, "a value of a scenario is of the wrong kind",
			"begin: next week", "Write dates as 2026-11-02, days as numbers, times of day as \"09:00\"."},
		{ScenarioEvent, "a scenario has an event or data that the mail folder does not know",
			"life:\n  - day: 0\n    event: singup", "Name an event of billet events, and give it data that it takes."},
	}
}
