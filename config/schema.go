package config

import _ "embed" // for the schema

//go:embed notification.schema.json
var notificationSchema string

// NotificationSchema is the JSON Schema (draft 2020-12) of a notification, for
// editors. Names in it are looked up by Billet alone.
func NotificationSchema() string { return notificationSchema }
