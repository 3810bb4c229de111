package bench

import (
	"io/fs"
	"runtime"
	"sync"
)

// Loader is one way to make a mail folder ready, once, before any message.
type Loader struct {
	Name string
	Load func() (loaded any, err error)
}

// Names of the loaders that the table compares the others with.
const (
	OneCoreName  = "premailer alone, one core"
	AllCoresName = "premailer alone, all cores"
)

// Loaders are premailer alone over the pages of every template of a folder
// from [LoadFolder], and ours. Premailer is most of what a load must do,
// and the bound for the rest.
func Loaders(folder fs.FS, templates int, languages []string) ([]Loader, error) {
	var pages []string
	for i := range templates {
		for _, language := range languages {
			naive, err := NewNaive(folder, LoadTemplate(i), language)
			if err != nil {
				return nil, err
			}
			_, page, err := naive.Page(Sample(1))
			if err != nil {
				return nil, err
			}
			pages = append(pages, page)
		}
	}
	ours, err := OurLoaders(folder)
	if err != nil {
		return nil, err
	}
	return append([]Loader{
		{OneCoreName, func() (any, error) { return inlineAll(pages, 1) }},
		{AllCoresName, func() (any, error) { return inlineAll(pages, runtime.GOMAXPROCS(0)) }},
	}, ours...), nil
}

// inlineAll inlines the pages by that many workers.
func inlineAll(pages []string, workers int) ([]string, error) {
	inlined, errs := make([]string, len(pages)), make([]error, len(pages))
	next := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := range next {
				inlined[i], errs[i] = Inline(pages[i])
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return inlined, nil
}
