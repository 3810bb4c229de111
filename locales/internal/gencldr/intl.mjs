// Writes what the Intl of Node makes of money, numbers, dates, lists and
// plurals, for package locales to be compared with. See README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const languages = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt']
const thorough = ['ar', 'ar-AE', 'ar-EG', 'ar-SA', 'de-AT', 'de-CH', 'de-DE', 'en-AU', 'en-CA', 'en-GB', 'en-IN', 'en-US',
  'es-ES', 'es-MX', 'fr-BE', 'fr-CA', 'fr-CH', 'fr-FR', 'it-CH', 'it-IT', 'ja-JP', 'nl-BE', 'nl-NL', 'pl-PL', 'pt-BR', 'pt-PT']
const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD', 'INR', 'CHF', 'PLN', 'BRL', 'SAR']

const here = dirname(fileURLToPath(import.meta.url))
const core = dirname(createRequire(import.meta.url).resolve('cldr-core/package.json'))
const read = path => JSON.parse(readFileSync(join(core, path), 'utf8'))
const cldr = process.versions.cldr
if (!read('package.json').version.startsWith(cldr)) {
  throw new Error(`this Node has CLDR ${cldr}, the tables have ${read('package.json').version}`)
}
const every = read('availableLocales.json').availableLocales.full
  .filter(tag => languages.includes(tag.split('-')[0]) && !/-[A-Z][a-z]{3}/.test(tag))

const rows = []
const add = (kind, locale, form, input, want) => rows.push([kind, locale, form, input, want])

// Money: a half goes away from zero, a rounded zero has no sign.
// Intl has no form without the currency; in Arabic, marks of the currency
// would remain of the other forms.
function money(locale, form, amount, code) {
  if (form === 'number' && locale.startsWith('ar')) return
  const display = { code: 'code', narrow: 'narrowSymbol' }[form] ?? 'symbol'
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay: display, signDisplay: 'negative' })
  const parts = format.formatToParts(amount)
  const want = form === 'number'
    ? parts.filter(p => p.type !== 'currency' && !(p.type === 'literal' && /^\s*$/.test(p.value))).map(p => p.value).join('')
    : parts.map(p => p.value).join('')
  add('money', locale, form, `${amount} ${code}`, want)
}

function number(kind, locale, text, least, most) {
  const fraction = text.split('.')[1]?.length ?? 0
  const min = least < 0 ? Math.min(fraction, most < 0 ? fraction : most) : least
  const max = Math.max(most < 0 ? fraction : most, min)
  const options = { minimumFractionDigits: min, maximumFractionDigits: max, roundingMode: 'halfEven', signDisplay: 'negative' }
  if (kind === 'percent') Object.assign(options, { style: 'percent' })
  // Intl takes a ratio, Billet the percentage.
  const value = kind === 'percent' ? `${text}e-2` : text
  add(kind, locale, `${least},${most}`, text, new Intl.NumberFormat(locale, options).format(value))
}

// Instants are written with the offset of their zone. A whole hour is a zone
// Etc/GMT∓n, which has no name but its offset.
const zones = { '+00:00': 'UTC', '+01:00': 'Etc/GMT-1', '-05:00': 'Etc/GMT+5', '+11:00': 'Etc/GMT-11', '+05:30': 'Asia/Kolkata' }
const shapes = {
  monthday: { month: 'long', day: 'numeric' }, monthyear: { month: 'long', year: 'numeric' }, weekday: { weekday: 'long' },
}

// Intl names zones where it knows a name; Billet writes the offset.
function format(locale, zone, options, iso) {
  const shown = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: zones[zone], ...options })
  const style = options.timeStyle === 'full' ? 'longOffset' : 'shortOffset'
  const offset = new Intl.DateTimeFormat(locale, { timeZone: zones[zone], timeZoneName: style })
    .formatToParts(new Date(iso)).find(p => p.type === 'timeZoneName').value
  return shown.formatToParts(new Date(iso)).map(p => p.type !== 'timeZoneName' ? p.value : zone === '+00:00' ? 'UTC' : offset).join('')
}
function date(locale, style, iso) {
  add('date', locale, style, iso, format(locale, iso.slice(-6), shapes[style] ?? { dateStyle: style }, iso))
}
function time(locale, style, iso) {
  add('time', locale, style, iso, format(locale, iso.slice(-6), { timeStyle: style }, iso))
}
function dateTime(locale, dateStyle, timeStyle, iso) {
  add('datetime', locale, `${dateStyle},${timeStyle}`, iso, format(locale, iso.slice(-6), { dateStyle, timeStyle }, iso))
}

function list(locale, items) {
  add('list', locale, '', items.join('|'), new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(items))
}
function plural(locale, text) {
  const fraction = text.split('.')[1]?.length ?? 0
  add('plural', locale, '', text, new Intl.PluralRules(locale, { minimumFractionDigits: fraction, maximumFractionDigits: fraction }).select(Number(text)))
}

const styles = ['short', 'medium', 'long', 'full']
for (const locale of every) {
  for (const [amount, code] of [['1234.5', 'EUR'], ['-1234567.89', 'USD'], ['0', 'JPY']]) money(locale, 'standard', amount, code)
  money(locale, 'narrow', '-1', 'AUD')
  number('number', locale, '1234567.5', -1, -1)
  number('percent', locale, '-12.5', 0, 1)
  for (const style of styles) date(locale, style, '2026-03-05T14:05:09+01:00')
  for (const style of styles) time(locale, style, '2026-03-05T14:05:09+01:00')
  for (const style of styles) dateTime(locale, style, 'short', '2026-11-30T09:00:00-05:00')
  for (const style of Object.keys(shapes)) date(locale, style, '2026-08-01T00:00:00+00:00')
  list(locale, ['A', 'B', 'C'])
  plural(locale, '0')
  plural(locale, '1')
}
for (const locale of thorough) {
  for (const code of currencies) {
    for (const form of ['standard', 'code', 'narrow', 'number']) {
      for (const amount of ['0', '12.5', '-1234.56', '1234567.89']) money(locale, form, amount, code)
    }
  }
  for (const amount of ['0.005', '-0.004', '999999.995', '1234']) money(locale, 'standard', amount, 'EUR')
  for (const text of ['0', '-0.4', '0.5', '2.5', '1000', '-9999', '12345.678', '100000000000000000000.25']) {
    for (const [least, most] of [[0, 0], [2, 2], [0, 3], [-1, -1]]) number('number', locale, text, least, most)
  }
  for (const text of ['0', '20', '5.5', '-12.345', '1900', '100000']) {
    for (const [least, most] of [[0, 0], [0, 2], [1, 1]]) number('percent', locale, text, least, most)
  }
  for (let month = 1; month <= 12; month++) {
    const iso = `2026-${String(month).padStart(2, '0')}-${String(month * 2 + 1).padStart(2, '0')}T00:30:00+01:00`
    for (const style of [...styles, ...Object.keys(shapes)]) date(locale, style, iso)
  }
  for (let day = 1; day <= 7; day++) {
    for (const style of ['full', 'weekday']) date(locale, style, `2026-06-0${day}T23:59:59-05:00`)
  }
  for (const iso of ['2026-01-01T00:00:00+00:00', '2026-01-01T00:00:01+01:00', '2026-01-01T12:00:00-05:00', '2026-01-01T13:30:59+05:30', '2026-01-01T23:59:59+11:00']) {
    for (const style of styles) time(locale, style, iso)
    for (const style of styles) dateTime(locale, style, style, iso)
  }
  for (const items of [['A'], ['A', 'B'], ['A', 'B', 'C'], ['A', 'B', 'C', 'D'], ['Ana', 'Inés'], ['Ana', 'Hilario'], ['agua', 'hielo'], ['x', 'y', 'iglú']]) list(locale, items)
  for (const text of ['0', '1', '2', '3', '5', '10', '11', '12', '14', '21', '22', '25', '99', '100', '101', '102', '103', '111', '1000', '1000000', '1000001', '2000000',
    '0.0', '0.5', '1.0', '1.5', '2.0', '3.0', '1000000.0', '-1', '-2']) plural(locale, text)
}

// Every currency in use, for its digits and symbols.
const { region } = read('supplemental/currencyData.json').supplemental.currencyData
const inUse = new Set(Object.values(region).flat().flatMap(Object.entries).filter(([, use]) => !use._to && use._tender !== 'false').map(([code]) => code))
for (const code of [...inUse].sort()) {
  for (const locale of ['en-CA', 'fr-FR']) {
    money(locale, 'standard', '-1234.56789', code)
    money(locale, 'narrow', '1', code)
  }
}

// What cannot be seen, and tabs, are escaped.
const cell = text => text.replace(/[\p{Zs}\p{Cf}\p{Cc}\\]/gu, c => c === ' ' ? c : '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
const unique = [...new Set(rows.map(row => row.map(cell).join('\t')))]
writeFileSync(join(here, '../../testdata/intl.tsv'), `# kind, locale, form, input, and what Intl with CLDR ${cldr} gives. Written by internal/gencldr/intl.mjs.\n${unique.join('\n')}\n`)
console.error(`${unique.length} rows, CLDR ${cldr}`)
