// What Markdown becomes: the marks that people use, links, pictures, mentions, excerpts.
import { describe, expect, it } from 'vitest'
import { handlesIn, markdownVersion, renderMarkdown, writeMentions } from '../../server/src/markdown/index.ts'

const juno = '11111111-1111-4111-8111-111111111111'
const kestrel = '22222222-2222-4222-8222-222222222222'
const mentionable = new Map([
  ['juno_r', juno],
  ['kestrel', kestrel],
])
const names = new Map([
  [juno, { handle: 'juno_r', displayName: 'Juno R.' }],
  [kestrel, { handle: 'kestrel', displayName: 'Kestrel' }],
])
const rel = 'rel="nofollow ugc noopener"'
const html = (source: string) => renderMarkdown(source, mentionable).html.trim()
const forMembers = (source: string) => writeMentions(html(source), names)

describe('what people write', () => {
  it.each([
    ['words', 'words', '<p>words</p>'],
    ['line breaks as they were typed', 'one\ntwo', '<p>one<br />\ntwo</p>'],
    ['emphasis', '*a* **b** ~~c~~', '<p><em>a</em> <strong>b</strong> <s>c</s></p>'],
    ['quotes', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
    ['numbered lists that start anywhere', '3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
    ['code without a class', '```js\n<b>\n```', '<pre><code>&lt;b&gt;\n</code></pre>'],
    ['HTML as text', '<b onclick="x">', '<p>&lt;b onclick="x"&gt;</p>'],
    ['entities as text', '&lt;script&gt;', '<p>&lt;script&gt;</p>'],
  ])('%s', (_name, source, expected) => {
    expect(html(source)).toBe(expected)
  })

  it('has headings from h3 on, since the page has those above', () => {
    expect(html('# a\n## b\n### c\n#### d\n###### f')).toBe('<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>f</h6>')
  })

  it('has tables whose heads are said to be heads of columns, without a style', () => {
    expect(html('|a|\n|:-:|\n|b|')).toContain('<th scope="col">a</th>')
    expect(html('|a|\n|:-:|\n|b|')).not.toContain('style')
  })

  it('loses no word when it is nested too deep', () => {
    for (const mark of ['> ', '- ', '1. ', '> - ']) expect(html(`${mark.repeat(60)}deep\n\nafter`)).toMatch(/deep[\s\S]*after/)
  })

  it('loses no word when it has too many parts', () => {
    for (const part of ['- item\n', '# item\n', '*item* ', '[item](/x) ', 'item `x`\n\n', '> item\n\n'])
      expect(html(`${part.repeat(4_000)}\n\nlast`)).toMatch(/last(<\/\w+>\s*)*$/)
  })

  it('leaves a table of thousands of cells as text', () => {
    const table = (rows: number) => `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(rows)}`
    expect(html(table(500))).toContain('<table>')
    expect(html(table(2_000))).not.toContain('<table>')
    expect(html(table(2_000))).toContain('|c|d|')
  })

  it('keeps its whole form in a long post of 200 links and 300 items', () => {
    const long = `${'See [this - or *that*](http://a.example/b): it - really - helps. '.repeat(200)}\n\n${'- one *item*\n'.repeat(300)}`
    expect(html(long).match(/<a /g)).toHaveLength(200)
    expect(html(long).match(/<li>/g)).toHaveLength(300)
    expect(html(long).match(/<em>/g)).toHaveLength(500)
  })

  it('tells the version of its making', () => {
    expect(renderMarkdown('a', mentionable).version).toBe(markdownVersion)
  })
})

describe('links', () => {
  it('shows the start of a long address and keeps all of it', () => {
    expect(html('http://eenet.ca/resource/centre-of-excellence')).toBe(
      `<p><a href="http://eenet.ca/resource/centre-of-excellence" ${rel}>http://eenet.ca/resource/centr…</a></p>`,
    )
  })

  it.each(['http://a.example/short', '<https://a.example>', 'mailto:me@a.example'])('shows all of a short address: %s', source => {
    const address = source.replace(/[<>]/g, '')
    const linked = source.startsWith('mailto:') ? `<${source}>` : source
    expect(html(linked)).toBe(`<p><a href="${address}" ${rel}>${address}</a></p>`)
  })

  it('never shortens words that somebody chose', () => {
    const words = 'a text that is longer than the thirty characters of an address'
    expect(html(`[${words}](http://a.example)`)).toContain(`>${words}<`)
  })

  it('may lead to a page of this site, and drops titles', () => {
    expect(html('[x](/topics/1 "hint")')).toBe(`<p><a href="/topics/1" ${rel}>x</a></p>`)
  })

  it.each([
    'ftp://a.example',
    'www.a.example',
    'me@a.example',
    '//a.example',
    '[x](//a.example)',
    '[x](javascript:y)',
    '[x](data:text/html,y)',
    '[x](topic)',
    '[x](#here)',
    '<tel:123>',
    '[x](http:a)',
  ])('stays text: %s', source => {
    expect(html(source)).not.toContain('<a')
  })

  it('shows a picture as a link with its words, so that no page asks a third party for anything', () => {
    expect(html('![a cat](http://a.example/cat.png "t")')).toBe(`<p><a href="http://a.example/cat.png" ${rel}>a cat</a></p>`)
    expect(html('![](http://a.example/cat.png)')).toContain('>http://a.example/cat.png</a>')
    expect(html('![a *fine* [cat](http://b.example)][c]\n\n[c]: http://a.example')).toContain('>a fine cat</a>')
  })

  it('shows only the words of a picture inside a link', () => {
    expect(html('[![a cat](http://a.example/cat.png) here](http://b.example)')).toBe(
      `<p><a href="http://b.example" ${rel}>a cat here</a></p>`,
    )
  })
})

describe('mentions', () => {
  it('are links with the name of today for members', () => {
    expect(forMembers('Hi @juno_r, and **@Kestrel**!')).toBe(
      '<p>Hi <a class="mention" href="/people/juno_r">@juno_r</a>, and <strong><a class="mention" href="/people/kestrel">@kestrel</a></strong>!</p>',
    )
  })

  it('name nobody to guests', () => {
    const shown = writeMentions(html('Hi @juno_r'), 'guest')
    expect(shown).toBe('<p>Hi @Registered Member</p>')
  })

  it('of somebody who has left say so to members', () => {
    expect(writeMentions(html('Hi @juno_r'), new Map())).toBe('<p>Hi @former member</p>')
  })

  it('are told once each, in order, as account ids', () => {
    expect(renderMarkdown('@kestrel @juno_r @KESTREL', mentionable).mentions).toEqual([kestrel, juno])
  })

  it('leave no handle in what is stored', () => {
    expect(html('Hi @juno_r and @kestrel')).not.toMatch(/juno|kestrel/)
  })

  it.each(['(@kestrel)', '@kestrel.', '@kestrel_', '@kestrel-', '@kestrel?', "@kestrel's", '"@kestrel"', '_@kestrel_', 'a\n@kestrel'])(
    'are found beside other marks: %s',
    source => {
      expect(renderMarkdown(source, mentionable).mentions).toEqual([kestrel])
      expect(handlesIn(source)).toContain('kestrel')
    },
  )

  it.each([
    '`@kestrel`',
    '```\n@kestrel\n```',
    '    @kestrel',
    '[@kestrel](http://a.example)',
    '![@kestrel](http://a.example)',
    'http://a.example/@kestrel',
    '\\@kestrel',
    '&#64;kestrel',
    'me@kestrel',
    '@kestrel@a.example',
    '@@kestrel',
    '@kestrels',
    '@\u212Aestrel',
    '@kestrelé',
    '@nobody',
  ])('are not meant here: %s', source => {
    expect(renderMarkdown(source, mentionable).mentions).toEqual([])
    expect(handlesIn(source)).not.toContain('kestrel')
    expect(forMembers(source)).not.toContain('class="mention"')
  })

  it.each([
    ['characters', `\uE000${juno}\uE001`],
    ['entities', `&#xE000;${juno}&#xE001;`],
    ['decimal entities', `&#57344;${juno}&#57345;`],
    ['entities in a link', `[&#xE000;${juno}&#xE001;](http://a.example)`],
    ['entities in a picture', `![&#xE000;${juno}&#xE001;](http://a.example)`],
    ['entities in a title', `[a](http://a.example "&#xE000;${juno}&#xE001;")`],
    ['entities in an address', `<http://a.example/&#xE000;${juno}&#xE001;>`],
    ['bytes in an address', `http://a.example/%EE%80%80${juno}%EE%80%81`],
    ['code', `\`\uE000${juno}\uE001\``],
    ['half in code', `&#xE000;\`${juno}\`&#xE001;`],
    ['the name of a fence', `\`\`\`&#xE000;${juno}&#xE001;\n\`\`\``],
  ])('cannot be forged with %s', (_name, source) => {
    const rendered = renderMarkdown(source, mentionable)
    expect(rendered.html).not.toMatch(/[\uE000\uE001]/)
    expect(rendered.mentions).toEqual([])
    expect(rendered.excerpt).not.toMatch(/[\uE000\uE001]/)
  })

  it('escape the name that they show, whatever an account holds', () => {
    const odd = new Map([[juno, { handle: '"><img src=x>', displayName: '' }]])
    expect(writeMentions(html('@juno_r'), odd)).toBe(
      '<p><a class="mention" href="/people/%22%3E%3Cimg%20src%3Dx%3E">@&quot;&gt;&lt;img src=x&gt;</a></p>',
    )
  })

  it('leave no mark behind where stored HTML is broken', () => {
    expect(writeMentions('a \uE000b c\uE001\uE001', names)).toBe('a @former member')
    expect(writeMentions('a \uE000b', names)).toBe('a b')
  })
})

describe('excerpts', () => {
  const excerpt = (source: string) => renderMarkdown(source, mentionable).excerpt

  it('are plain words of all parts', () => {
    expect(excerpt('# A *title*\n\n> a quote\n\n- an\n  item\n\n|x|\n|-|\n|y|\n\n`code` &amp; more')).toBe(
      'A title a quote an item x y code & more',
    )
  })

  it('name nobody, also where a name is no mention', () => {
    expect(excerpt('Hi @juno_r, `@kestrel` [@kestrel](http://a.example) \\@juno_r')).toBe('Hi @…, @… @… @…')
  })

  it('have 200 characters at most, cut between words and never within a character', () => {
    expect(excerpt('word '.repeat(100))).toMatch(/^(word )+word…$/)
    for (let start = 0; start < 4; start += 1)
      expect(excerpt('a'.repeat(start) + '👩'.repeat(200))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(excerpt('word '.repeat(100)).length).toBeLessThanOrEqual(200)
    expect(excerpt(`${'a'.repeat(190)}. ${'b'.repeat(30)}`)).toBe(`${'a'.repeat(190)}…`)
    expect(excerpt('a'.repeat(200))).toBe('a'.repeat(200))
    expect(excerpt('a'.repeat(201))).toHaveLength(200)
  })

  it('of nothing but marks are empty', () => {
    expect(excerpt('---')).toBe('')
  })
})
