// Nothing that people write becomes script: a corpus of attempts, and arbitrary texts, read back as a browser reads them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMarkdown, writeMentions } from '../../server/src/markdown/index.ts'
import { sanitise } from '../../server/src/markdown/sanitise.ts'
import { faultsOf } from './markdown-reading.ts'
import { xssCorpus } from './markdown-xss-corpus.ts'

const juno = '11111111-1111-4111-8111-111111111111'
const mentionable = new Map([['juno_r', juno]])
const names = new Map([[juno, { handle: 'juno_r', displayName: 'Juno R.' }]])

describe('the reading itself', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a handler', '<p onclick="alert(1)">x</p>'],
    ['a style', '<p style="color:red">x</p>'],
    ['a class', '<p class="x">x</p>'],
    ['a picture', '<img src="http://a.example/x.png">'],
    ['a scriptable link', '<a href="java\nscript:alert(1)">x</a>'],
    ['a link that holds data', '<a href="data:text/html,x">x</a>'],
    ['a mention where none was written', '<a class="mention" href="/people/x">x</a>'],
  ])('finds %s', (_name, html) => {
    expect(faultsOf(html)).not.toEqual([])
  })
})

describe.each([...new Set(xssCorpus)])('%j', source => {
  it('gives nothing but allowed tags, attributes and addresses', () => {
    const { html } = renderMarkdown(source, mentionable)
    expect(faultsOf(html)).toEqual([])
    expect(faultsOf(writeMentions(html, names), { withMentions: true })).toEqual([])
  })

  it('would be stopped by the last gate even if the parser let it through', () => {
    expect(faultsOf(sanitise(source))).toEqual([])
  })
})

/** Strings that are dense in what parsers care about. */
const marks = [
  '*',
  '_',
  '~~',
  '`',
  '```\n',
  '[',
  ']',
  '(',
  ')',
  '![',
  '](',
  '<',
  '>',
  '> ',
  '- ',
  '1. ',
  '# ',
  '|',
  '|-|\n',
  '\n',
  '\n\n',
  '    ',
  '\\',
  '&',
  '&lt;',
  '&#x3c;',
  '&#xE000;',
  '\uE000',
  '\uE001',
  juno,
  '@juno_r',
  '@',
  'http://a.example',
  'javascript:',
  'data:',
  '"',
  "'",
  '=',
  ' onclick=alert(1) ',
  '<script>',
  '</p>',
  '<!--',
  '-->',
  '\u0000',
  '\u2028',
  '\u202e',
  'word',
  ' ',
  'é',
  '👩‍🚀',
  '\ud83d',
  '[r]: ',
] // prettier-ignore
const markdownish = fc
  .array(fc.oneof(fc.constantFrom(...marks), fc.string({ maxLength: 5 })), { maxLength: 60 })
  .map(parts => parts.join(''))
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }), markdownish)

describe('any text', () => {
  it('gives nothing but allowed tags, attributes and addresses', () => {
    fc.assert(
      fc.property(anyText, source => {
        const { html } = renderMarkdown(source, mentionable)
        expect(faultsOf(html)).toEqual([])
        expect(faultsOf(writeMentions(html, names), { withMentions: true })).toEqual([])
      }),
      { numRuns: 1_500 },
    )
  })

  it('is rendered the same each time, and sanitising it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, source => {
        const first = renderMarkdown(source, mentionable)
        expect(renderMarkdown(source, mentionable)).toEqual(first)
        expect(sanitise(first.html)).toBe(first.html)
      }),
      { numRuns: 500 },
    )
  })

  it('holds a token for each mention and no other, and an excerpt without marks or names', () => {
    fc.assert(
      fc.property(anyText, source => {
        const { html, mentions, excerpt } = renderMarkdown(source, mentionable)
        const tokens = html.match(/\uE000[^\uE001]*\uE001/g) ?? []
        expect(tokens.length > 0).toBe(mentions.length > 0)
        expect(tokens.every(token => token === `\uE000${juno}\uE001`)).toBe(true)
        expect(html.replace(/\uE000[^\uE001]*\uE001/g, '')).not.toMatch(/[\uE000\uE001]/)
        expect(excerpt.length).toBeLessThanOrEqual(200)
        expect(writeMentions(html, 'guest')).not.toMatch(/[\uE000\uE001]/)
      }),
      { numRuns: 1_500 },
    )
  })

  it('mentions nobody when nobody may be mentioned', () => {
    fc.assert(
      fc.property(anyText, source => {
        expect(renderMarkdown(source, new Map()).html).not.toMatch(/[\uE000\uE001]/)
      }),
      { numRuns: 500 },
    )
  })
})
