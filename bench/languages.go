package bench

import (
	"embed"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing/fstest"
)

//go:embed words
var words embed.FS

// Languages are those in which the bytes of the mail are measured.
func Languages() []string { return []string{"en", "ja", "ar"} }

// FolderIn is the mail folder with the invoice in one language.
func FolderIn(language string) (fs.FS, error) {
	if language == "en" {
		return Folder(), nil
	}
	text, err := fs.ReadFile(words, "words/"+language+"/invoice.md")
	if err != nil {
		return nil, err
	}
	pairs, err := fs.ReadFile(words, "words/"+language+"/layout.txt")
	if err != nil {
		return nil, err
	}
	replaced := []string{"default: en, available: [en]", "default: " + language + ", available: [" + language + "]"}
	for pair := range strings.Lines(string(pairs)) {
		english, other, found := strings.Cut(strings.TrimSpace(pair), " = ")
		if !found {
			return nil, fmt.Errorf("words/%s/layout.txt: %q is no pair", language, pair)
		}
		replaced = append(replaced, english, other)
	}
	folder := fstest.MapFS{"templates/invoice/" + language + ".md": {Data: text}}
	for _, name := range []string{"billet.yaml", "layouts/default.html", "layouts/default.txt", "styles/inline.css", "styles/head.css"} {
		data, err := fs.ReadFile(Folder(), name)
		if err != nil {
			return nil, err
		}
		folder[name] = &fstest.MapFile{Data: []byte(strings.NewReplacer(replaced...).Replace(string(data)))}
	}
	return folder, nil
}

// SampleIn is [Sample] with the words of a language.
func SampleIn(language string, lines int) *Invoice {
	invoice := Sample(lines)
	var works [5]string
	var position string
	switch language {
	case "ja":
		invoice.overdue = "この請求書はお支払い期限を過ぎて"
		invoice.CustomerName, invoice.IssuedOn, invoice.DueOn = "株式会社青空商事", "2026年10月1日", "2026年10月31日"
		invoice.Totals[0].Label, invoice.Totals[1].Label, invoice.Totals[2].Label = "小計", "消費税 19 %", "合計"
		works = [5]string{"商品ページのデザイン", "ホスティングと監視、月額", "冬カタログの写真撮影", "半日ワークショップ「はじめの一歩」", "サポート契約（応答4時間以内）"}
		position = "%s、項目%d"
	case "ar":
		invoice.overdue = "تجاوزت هذه الفاتورة تاريخ"
		invoice.CustomerName, invoice.IssuedOn, invoice.DueOn = "شركة النور للتجارة", "1 أكتوبر 2026", "31 أكتوبر 2026"
		invoice.Totals[0].Label, invoice.Totals[1].Label, invoice.Totals[2].Label = "الصافي", "ضريبة القيمة المضافة 19 %", "المجموع"
		works = [5]string{"تصميم صفحات المنتجات", "الاستضافة والمراقبة، شهريًا", "صور لكتالوج الشتاء", "ورشة «الخطوات الأولى»، نصف يوم", "عقد الدعم (الاستجابة خلال 4 ساعات)"}
		position = "%s، البند %d"
	default:
		return invoice
	}
	for i := range invoice.Lines {
		invoice.Lines[i].Description = fmt.Sprintf(position, works[i%len(works)], i+1)
	}
	return invoice
}

// FinishIn is [Finish] in a language. Where no text part was written by hand,
// Billet's has the marks put into it.
func FinishIn(language string) (Finished, error) {
	folder, err := FolderIn(language)
	if err != nil {
		return Finished{}, err
	}
	overdue, err := overdueWords(folder, language)
	if err != nil {
		return Finished{}, err
	}
	page, err := finish(folder, "invoice", language, overdue)
	if err != nil || language == "en" {
		return page, err
	}
	ours, err := newOursIn(folder, language, reflect.TypeFor[textInvoice]())
	if err != nil {
		return page, err
	}
	invoice := marked()
	invoice.PayURL = "https://" + invoice.PayURL
	data, err := asText(invoice)
	if err != nil {
		return page, err
	}
	message, err := ours.render(data, true)
	if err != nil {
		return page, err
	}
	text := strings.ReplaceAll(message.Text, invoice.PayURL, marked().PayURL)
	for _, block := range blocks(overdue) {
		if text, err = wrap(text, "\n\n", block.word, "\n\n", block.begin, block.end); err != nil {
			return page, err
		}
		// The blank line before the block stands before its mark.
		text = strings.Replace(text, block.begin+"\n\n", "\n\n"+block.begin, 1)
	}
	page.Text = marks(text)
	return page, nil
}

// overdueWords are the first words of the paragraph about being overdue.
func overdueWords(folder fs.FS, language string) (string, error) {
	source, err := fs.ReadFile(folder, "templates/invoice/"+language+".md")
	if err != nil {
		return "", err
	}
	_, rest, found := strings.Cut(string(source), "{% if overdue %}\n")
	if !found {
		return "", fmt.Errorf("the invoice in %s says nothing about being overdue", language)
	}
	return string([]rune(rest)[:12]), nil
}
