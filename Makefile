# make check is what CI runs; the other targets are parts of it.

.PHONY: check test fuzz golden gallery

check: ## every check, under 10 minutes on two cores
	@bash .ci/check

test: ## the tests alone
	go test -shuffle=on ./...

fuzz: ## every fuzz target, FUZZTIME each (default 1s)
	@bash .ci/fuzz

golden: ## rewrite the wanted parts of testdata; read the diff before a commit
	@bash .ci/golden

gallery: ## pictures of every mail of the starter, in gallery/ (needs Chromium)
	go run ./internal/gallery
