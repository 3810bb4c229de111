package diag

// Codes of notifications and of who gets them.
const (
	NotificationEvent      Code = "notification-event"
	NotificationTemplate   Code = "notification-template"
	NotificationSender     Code = "notification-sender"
	NotificationAudience   Code = "notification-audience"
	NotificationAttachment Code = "notification-attachment"
	NotificationSchedule   Code = "notification-schedule"
	NotificationSwitch     Code = "notification-switch"
	NotificationDigest     Code = "notification-digest"
	NotificationFile       Code = "notification-file"

	NotificationOverlap Code = "notification-overlap"
	NotificationNever   Code = "notification-never"
	NotificationLead    Code = "notification-lead"
	NotificationRepeat  Code = "notification-repeat"
)

func notificationDocs() []entry {
	return []entry{
		{NotificationFile, "a file of notifications/ is no notification",
			"notifications/overdue.yml", "Name it after the notification, in lower-case words joined by hyphens: notifications/overdue-customer.yaml."},
		{NotificationEvent, "a notification names an event that does not exist",
			"event: payment_overdu", "Name an event of billet events, or declare it in billet.yaml."},
		{NotificationTemplate, "a notification that is switched on has no template, or one that does not serve its event",
			"event: payment_overdue\ntemplate: overdue_letter", "Write the template, name another one, or set active: false."},
		{NotificationSender, "a notification comes from a sender that billet.yaml does not have",
			"from: biling", "Name one of senders: in billet.yaml; a notification has no address of its own to come from."},
		{NotificationAudience, "nobody is meant by what a notification or an audience says",
			"to: finanse", "Write customer, the name of an audience of billet.yaml, or an address."},
		{NotificationAttachment, "a notification attaches a file that billet.yaml does not name, or too many",
			"attachments: [tems]", "Name files of attachments: in billet.yaml, no more than limits.attachments together with those of the template."},
		{NotificationSchedule, "a schedule is faulty",
			"schedule: {anchor: invoice.due_on, repeat: 7d}", "Count from a date of the event's data, and give a repeat an end. docs/notifications.md lists the keys."},
		{NotificationSwitch, "billet.yaml has a switch that no notification has",
			"switches:\n  upcomming: off", "Name a switch of a notification: what stands behind switch:, else the event."},
		{NotificationDigest, "a digest does not fit its events",
			"event: payment_overdue\ndigest: {event: signup}", "Name an event whose data has a list of items and a list of totals. docs/notifications.md shows one."},
		{NotificationOverlap, "two notifications of one event have the same audience, and nothing keeps them apart",
			"event: payment_overdue\nto: customer", "Only the first by priority is sent. Tell them apart by an enum or by yes and no in when:, or remove one."},
		{NotificationNever, "a notification is never sent",
			"when: matter.paid and not matter.paid", "Mend the condition, or the offsets of the schedule."},
		{NotificationLead, "a reminder is sent earlier than the period is long",
			"schedule: {anchor: trial.ends_on, offset: -60d}", "Write an offset that fits into the trial or the period."},
		{NotificationRepeat, "the frequency is set in the notification and in the template",
			"repeat: 7d", "The notification counts. Remove the line repeat: from the front matter of the template."},
	}
}
