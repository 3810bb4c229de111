package diag

func localeDocs() []Doc { return []Doc{} }
