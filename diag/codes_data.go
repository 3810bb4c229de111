package diag

func dataDocs() []Doc { return []Doc{} }
