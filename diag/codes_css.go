package diag

func cssDocs() []Doc { return []Doc{} }
