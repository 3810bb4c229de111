package diag

func templateDocs() []Doc { return []Doc{} }
