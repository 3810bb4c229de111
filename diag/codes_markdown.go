package diag

func markdownDocs() []Doc { return []Doc{} }
