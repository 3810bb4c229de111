package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// newMarkdown is goldmark with our additions. Cells are aligned by attribute:
// mail clients drop styles that stand in the element.
func (r *rendering) newMarkdown() goldmark.Markdown {
	blocks := []util.PrioritizedValue{util.Prioritized(&attributeLineParser{}, 60)}
	if len(r.Tags.Tags) > 0 {
		blocks = append(blocks, util.Prioritized(&tagParser{r: r, inTable: map[int]bool{}}, 50))
	}
	return goldmark.New(
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
			extension.Strikethrough,
		),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(blocks...),
			parser.WithInlineParsers(util.Prioritized(&attributeParser{}, 50)),
		),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(util.Prioritized(&htmlRenderer{r: r}, 100)),
		),
	)
}
