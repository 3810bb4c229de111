// Writes the tables of package locales from the Unicode CLDR. See README.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const languages = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt']
const styles = ['short', 'medium', 'long', 'full'] // order of Go's Short … Full

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, '..', '..')
const folder = name => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
const json = (pkg, path) => JSON.parse(readFileSync(join(folder(pkg), path), 'utf8'))
const main = (pkg, tag, file) => json(pkg, `main/${tag}/${file}.json`).main[tag]
const version = json('cldr-core', 'package.json').version
const digitSets = json('cldr-core', 'supplemental/numberingSystems.json').supplemental.numberingSystems

// Other scripts of a language (en-Dsrt, en-Shaw) have no readers by mail.
const tags = readdirSync(join(folder('cldr-numbers-full'), 'main'))
  .filter(tag => languages.includes(tag.split('-')[0]) && !/-[A-Z][a-z]{3}/.test(tag))
  .sort()

// A pool keeps each different row once and says at which index.
class Pool {
  rows = []
  index(row) {
    const at = this.rows.indexOf(row)
    return at >= 0 ? at : this.rows.push(row) - 1
  }
}
const q = text => JSON.stringify(text).replace(/[^\x20-\x7e]/g, c =>
  /[\p{Zs}\p{Cf}]/u.test(c) ? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0') : c)
const list = texts => `{${texts.map(q).join(', ')}}`

function must(ok, words) {
  if (!ok) throw new Error(words)
}

// affixes gives what stands before and after a positive and a negative number.
// Unless the pattern has one of its own, the negative form is the minus sign
// before the positive one (UTS 35, part 3, number patterns).
function affixes(pattern, symbols) {
  const [positive, negative = '-' + positive] = pattern.split(';')
  const split = part => {
    const [, prefix, suffix] = part.match(/^([^#0,.]*)[#0,.]+([^#0,.]*)$/)
    must(!/['+]/.test(prefix + suffix), `pattern ${part} is not supported`)
    return [prefix, suffix].map(s => s.replace('-', symbols.minusSign).replace('%', symbols.percentSign))
  }
  return `{pos: [2]string${list(split(positive))}, neg: [2]string${list(split(negative))}}`
}

// grouping gives the sizes of the last group of digits and of the others.
function grouping(pattern) {
  const groups = pattern.match(/[#0,]+/)[0].split(',')
  must(groups.length > 1, `pattern ${pattern} has no groups`)
  return `{${groups.at(-1).length}, ${groups.length > 2 ? groups.at(-2).length : groups.at(-1).length}}`
}

// euroPattern gives the pattern for amounts in EUR: English in Europe has its
// own. Other currencies with a pattern or separators of their own are gone,
// but for the escudo of Cabo Verde, which is written like the rest here.
function euroPattern(tag, usual) {
  const { currencies } = main('cldr-numbers-full', tag, 'currencies').numbers
  for (const [code, { pattern, decimal, group }] of Object.entries(currencies)) {
    must(!(pattern || decimal || group) || ['EUR', 'CVE', 'ITL', 'LUF', 'PTE'].includes(code), `${tag} writes ${code} in its own way`)
  }
  return currencies.EUR.pattern ?? usual
}

function numberRow(tag) {
  const all = main('cldr-numbers-full', tag, 'numbers').numbers
  const system = all.defaultNumberingSystem
  const symbols = all[`symbols-numberSystem-${system}`]
  const decimal = all[`decimalFormats-numberSystem-${system}`].standard
  const percent = all[`percentFormats-numberSystem-${system}`].standard
  const money = all[`currencyFormats-numberSystem-${system}`]
  must(digitSets[system]._type === 'numeric', `${tag} has no decimal digits`)
  return `{zero: '${digitSets[system]._digits[0]}', decimal: ${q(symbols.decimal)}, group: ${q(symbols.group)},
	moneyDecimal: ${q(symbols.currencyDecimal ?? symbols.decimal)}, moneyGroup: ${q(symbols.currencyGroup ?? symbols.group)},
	minGrouping: ${all.minimumGroupingDigits}, sizes: [2]int${grouping(decimal)}, percentSizes: [2]int${grouping(percent)}, moneySizes: [2]int${grouping(money.standard)},
	number: affixes${affixes(decimal, symbols)}, percent: affixes${affixes(percent, symbols)},
	money: affixes${affixes(money.standard, symbols)}, euro: affixes${affixes(euroPattern(tag, money.standard), symbols)}, moneyNumber: affixes${affixes(money['standard-noCurrency'], symbols)}}`
}

const gregorian = tag => main('cldr-dates-full', tag, 'ca-gregorian').dates.calendars.gregorian
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function nameRow(tag) {
  const { months, days: week, dayPeriods } = gregorian(tag)
  const twelve = names => list(Array.from({ length: 12 }, (_, i) => names[i + 1]))
  return `{months: [12]string${twelve(months.format.wide)},
	monthsAlone: [12]string${twelve(months['stand-alone'].wide)},
	monthsShort: [12]string${twelve(months.format.abbreviated)},
	days: [7]string${list(days.map(d => week.format.wide[d]))},
	daysAlone: [7]string${list(days.map(d => week['stand-alone'].wide[d]))},
	am: ${q(dayPeriods.format.abbreviated.am)}, pm: ${q(dayPeriods.format.abbreviated.pm)}}`
}

function calendarRow(tag) {
  const calendar = gregorian(tag)
  const zones = main('cldr-dates-full', tag, 'timeZoneNames').dates.timeZoneNames
  const { availableFormats } = calendar.dateTimeFormats
  const atTime = calendar['dateTimeFormats-atTime'].standard
  const dates = styles.map(s => calendar.dateFormats[s])
  const times = styles.map(s => calendar.timeFormats[s])
  const glue = styles.map(s => atTime[s])
  const patterns = [...dates, ...times, availableFormats.MMMMd, availableFormats.yMMMM]
  for (const pattern of patterns) {
    must(typeof pattern === 'string', `${tag} has a pattern with a numbering system of its own`)
    for (const [field] of pattern.replace(/'[^']*'/g, '').matchAll(/([A-Za-z])\1*/g)) {
      must(/^(y|yy|M|MM|MMM|MMMM|LLLL|d|dd|EEEE|H|HH|h|hh|mm|ss|a|z|zzzz)$/.test(field), `${tag}: field ${field} of ${pattern} is not supported`)
    }
  }
  const [plus, minus] = zones.hourFormat.split(';')
  must(plus.endsWith('HH:mm') && minus.endsWith('HH:mm'), `${tag}: hour format ${zones.hourFormat} is not supported`)
  return `{dates: [4]string${list(dates)},
	times: [4]string${list(times)},
	glue: [4]string${list(glue)},
	monthDay: ${q(availableFormats.MMMMd)}, monthYear: ${q(availableFormats.yMMMM)},
	gmt: ${q(zones.gmtFormat)}, gmtZero: ${q(zones.gmtZeroFormat)}, east: ${q(plus.slice(0, -5))}, west: ${q(minus.slice(0, -5))}}`
}

function listRow(tag) {
  const pattern = main('cldr-misc-full', tag, 'listPatterns').listPatterns['listPattern-type-standard']
  return `{two: ${q(pattern['2'])}, start: ${q(pattern.start)}, middle: ${q(pattern.middle)}, end: ${q(pattern.end)}}`
}

// symbolsOf gives the symbols and the narrow symbols of a locale by code.
function symbolsOf(tag) {
  const symbols = {}, narrow = {}
  for (const [code, currency] of Object.entries(main('cldr-numbers-full', tag, 'currencies').numbers.currencies)) {
    // The escudo has an invisible symbol, for its "$" is the decimal sign.
    symbols[code] = /^\p{Cf}*$/u.test(currency.symbol ?? '') ? code : currency.symbol
    narrow[code] = currency['symbol-alt-narrow'] ?? symbols[code]
    must(!/[; ]/.test(symbols[code] + narrow[code]), `${tag}: symbol ${symbols[code]} of ${code}`)
  }
  return { symbols, narrow }
}

// A symbol row is "EUR €;USD $". The row of a language has the symbols that
// are not the code, and the narrow symbols that are not the symbol. The row
// of a region has what differs from its language.
function symbolRow(tag) {
  const own = symbolsOf(tag)
  const language = tag.split('-')[0]
  const base = tag === language ? { symbols: {}, narrow: own.symbols } : symbolsOf(language)
  const row = (texts, usual) => Object.keys(texts).sort()
    .filter(code => texts[code] !== (usual[code] ?? code)).map(code => `${code} ${texts[code]}`).join(';')
  return `{standard: ${q(row(own.symbols, base.symbols))}, narrow: ${q(row(own.narrow, base.narrow))}}`
}

// Plural rules keep their text without the samples (UTS 35, part 3, plural
// rules). A numeral in compact notation is none of ours, so e is always 0.
function pluralRules() {
  const rules = json('cldr-core', 'supplemental/plurals.json').supplemental['plurals-type-cardinal']
  const order = ['zero', 'one', 'two', 'few', 'many']
  return Object.keys(rules).filter(tag => languages.includes(tag.split('-')[0])).sort().map(tag => {
    const operands = JSON.stringify(rules[tag]).replace(/ *@[^"]*/g, '').match(/\b[a-z]\b/g) ?? []
    must(operands.every(o => 'nive'.includes(o)), `${tag}: plural operands ${operands} are not supported`)
    const parts = order.filter(c => rules[tag][`pluralRule-count-${c}`]).map(c =>
      `{${q(c)}, ${q(rules[tag][`pluralRule-count-${c}`].replace(/ *@.*$/, ''))}}`)
    return `{${q(tag)}, []pluralRule{${parts.join(', ')}}}`
  })
}

function write(name, doc, code) {
  const path = join(out, `${name}_gen.go`)
  writeFileSync(path, `// Code generated by internal/gencldr from CLDR ${version}; DO NOT EDIT.
// The data is © Unicode, Inc., under the Unicode License v3 (Unicode-3.0).

package locales

// ${doc}
${code}
`)
  execFileSync('gofmt', ['-w', path])
}

const table = (name, type, rows) => `var ${name} = [...]${type}{\n${rows.map(r => r + ',\n').join('')}}`
const pools = { number: new Pool(), name: new Pool(), calendar: new Pool(), list: new Pool(), symbol: new Pool() }
const rows = tags.map(tag => {
  const rtl = main('cldr-misc-full', tag, 'layout').layout.orientation.characterOrder === 'right-to-left'
  return `{tag: ${q(tag)}, rtl: ${rtl}, number: ${pools.number.index(numberRow(tag))}, name: ${pools.name.index(nameRow(tag))}, ` +
    `calendar: ${pools.calendar.index(calendarRow(tag))}, list: ${pools.list.index(listRow(tag))}, symbol: ${pools.symbol.index(symbolRow(tag))}}`
})
write('locale', 'localeTable has every locale of the ten languages, ordered by tag.', table('localeTable', 'localeRow', rows))
write('number', 'numberTable has the ways to write numbers, percentages and money.', table('numberTable', 'numberRow', pools.number.rows))
write('name', 'nameTable has the names of months, days and day periods.', table('nameTable', 'nameRow', pools.name.rows))
write('calendar', 'calendarTable has the ways to write dates and times.', table('calendarTable', 'calendarRow', pools.calendar.rows))
write('list', 'listTable has the ways to write a list.', table('listTable', 'listRow', pools.list.rows))
write('symbol', 'symbolTable has the symbols of currencies.', table('symbolTable', 'symbolRow', pools.symbol.rows))
write('plural', 'pluralTable has the plural rules, ordered by tag.', table('pluralTable', 'pluralRow', pluralRules()))
for (const [name, pool] of Object.entries(pools)) console.error(`${name}: ${pool.rows.length} rows`)
console.error(`locale: ${rows.length} rows, CLDR ${version}`)
