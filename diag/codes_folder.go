package diag

func folderDocs() []Doc { return []Doc{} }
