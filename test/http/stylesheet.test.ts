import { globSync, readFileSync } from 'node:fs'
import test from 'ava'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const file = read('views/assets/satu-login.css')
const css = file.replace(/\/\*[\s\S]*?\*\//g, '')
const darkBlock = /@media \(prefers-color-scheme: dark\) \{[\s\S]*?\n\}\n/.exec(css)?.[0] ?? ''

test('budget: the stylesheet 15 KB, of which dark 1 KB (decision 30)', (t) => {
  t.true(Buffer.byteLength(file) <= 15 * 1024)
  t.true(darkBlock.length > 0 && darkBlock.length <= 1024)
})

test('nothing an old phone or the policy refuses: no download, no young function', (t) => {
  t.notRegex(css, /@import|@font-face|url\(|:has\(|oklch|color-mix|expression\(/)
})

test('colours stand in the tokens and nowhere else; black and white belong to print', (t) => {
  const rest = css.replace(/:root \{[\s\S]*?\}/g, '').replace(/@media print \{[\s\S]*?\n\}\n/, '')
  t.notRegex(rest, /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/)
  for (const [, name] of rest.matchAll(/var\((--[\w-]+)\)/g)) t.true(css.includes(`${name}: `), name)
})

test('every class of the stylesheet is used by a view', (t) => {
  const views = globSync('views/**/*.njk', { cwd: root }).map(read).join('\n')
  const styled = new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map((m) => m[1] ?? ''))
  const dynamic = ['button-second', 'notice-ok', 'notice-warn', 'narrow', 'wide']
  const attributes = [...views.matchAll(/class="([^"]*)"/g)].map((m) => m[1] ?? '').join(' ')
  const used = new Set(attributes.replace(/\{[{%][\s\S]*?[%}]\}/g, ' ').split(/\s+/))
  t.deepEqual([...styled].filter((name) => !used.has(name) && !dynamic.includes(name)), [])
})

/** Custom properties of a block as name -> RGB. */
function tokens(block: string): Map<string, [number, number, number]> {
  return new Map([...block.matchAll(/--([\w-]+): #(..)(..)(..);/g)].map(([, name = '', r = '', g = '', b = '']) =>
    [name, [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)]]))
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: number[], other: number[]): number {
  const [high = 0, low = 0] = [one, other].map((rgb) => {
    const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    const [r = 0, g = 0, b = 0] = rgb.map((c) => linear(c / 255))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }).sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const light = tokens(css.replace(darkBlock, ''))
const themes = { light, dark: new Map([...light, ...tokens(darkBlock)]) }
const text: [string, string[]][] = [
  ['ink', ['ground', 'paper', 'tint']],
  ['muted', ['ground', 'paper', 'tint']],
  ['link', ['ground', 'paper', 'tint']],
  ['bad', ['paper', 'ground']],
  ['warn', ['paper', 'ground', 'tint']],
  ['ok', ['paper', 'ground', 'tint']],
  ['accent', ['paper', 'ground']],
  ['on-brand', ['brand', 'brand-dark']],
  ['on-focus', ['focus']],
]
const shapes: [string, string[]][] = [['line', ['ground', 'paper']], ['focus', ['brand', 'brand-dark']]]

for (const [theme, colours] of Object.entries(themes)) {
  test(`contrast, ${theme}: text 4.5, lines and focus 3`, (t) => {
    const check = (pairs: [string, string[]][], least: number) => {
      for (const [front, backs] of pairs) {
        for (const back of backs) {
          const ratio = contrast(colours.get(front) ?? [], colours.get(back) ?? [])
          t.true(colours.has(front) && colours.has(back), `${front}, ${back}`)
          t.true(ratio >= least, `${front} on ${back}: ${ratio.toFixed(2)}`)
        }
      }
    }
    check(text, 4.5)
    check(shapes, 3)
    // The ring is ink beside yellow: on any ground one of the two is seen.
    for (const ground of ['ground', 'paper', 'tint', 'brand']) {
      const back = colours.get(ground) ?? []
      const rings = ['ink', 'focus'].map((ring) => contrast(colours.get(ring) ?? [], back))
      t.true(Math.max(...rings) >= 3, ground)
    }
  })
}

test('the measure itself: black on white is 21, a colour on itself 1', (t) => {
  t.is(contrast([0, 0, 0], [255, 255, 255]), 21)
  t.is(contrast([11, 79, 108], [11, 79, 108]), 1)
})
