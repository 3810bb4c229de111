package diag

func pageDocs() []Doc { return []Doc{} }
