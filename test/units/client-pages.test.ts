// Pages: each is drawn for its audience, keeps to the rules that all pages keep, and tells a guest no name.
import { translator } from '@hearth/client/messages/load'
import { Document, type Frame } from '@hearth/client/pages'
import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { handle, me, ownPage } from './client-fixtures.ts'
import { guestPages, memberPages, topicPage } from './client-page-cases.ts'

function frameFor(lang: string, signedIn: boolean): Frame {
  const site = {
    name: 'Hearth',
    tagline: '',
    fundingLine: 'Paid for by a grant.',
    disclaimer: 'Views differ.',
    logoUrl: '/logo.svg',
    exitUrl: 'https://example.org/',
    demo: true,
  }
  const assets = { css: ['/assets/all.css'], script: '/assets/browser.js', font: '/assets/font.woff2' }
  const dir = lang === 'en-XB' ? 'rtl' : 'ltr'
  return {
    lang,
    dir,
    otherLanguages: ['fr'],
    title: 'A page',
    path: '/spaces',
    me: signedIn ? me : null,
    reading: ownPage.reading,
    site,
    assets,
    timeZone: 'UTC',
    said: 'Saved.',
    indexable: false,
  }
}

function html(page: VNode, { lang = 'en', signedIn = true } = {}) {
  return renderToString(h(Document, { frame: frameFor(lang, signedIn), t: translator(lang), children: page }))
}

const cases = [
  ...Object.entries(memberPages()).map(([name, page]) => ({ name, page, signedIn: true })),
  ...Object.entries(guestPages()).map(([name, page]) => ({ name: `${name}, for a guest`, page, signedIn: false })),
]

describe.each(cases)('the page $name', ({ page, signedIn }) => {
  const text = html(page, { signedIn })

  test('has one heading of the first level and one place for results', () => {
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text.match(/role="status"/g)).toHaveLength(1)
  })

  test('holds no inline style or script, and nothing that was not written', () => {
    expect(text).not.toMatch(/\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/)
    expect(text).not.toMatch(/undefined|\[object|NaN|>null</)
  })

  test('uses each id once, and every label and description finds its field', () => {
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(found => found[1])
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([])
    const named = [...text.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap(found => found[1]?.split(' ') ?? [])
    expect(named.filter(id => !ids.includes(id))).toEqual([])
  })

  test('can be drawn longer and from right to left, with no English left in what the interface says', () => {
    const longer = html(page, { lang: 'en-XB', signedIn })
    expect(longer).toContain('<html lang="en-XB" dir="rtl"')
    expect(longer.length).toBeGreaterThan(text.length)
  })
})

describe('a topic', () => {
  test('tells a guest no handle, no name and no address of a member', () => {
    const text = html(topicPage('guest'), { signedIn: false })
    expect(text).toContain('Registered Member')
    expect(text).not.toMatch(new RegExp(`${handle}|Juno|heron|/people/`))
  })

  test('indents four levels and says in words what is answered below that and across pages', () => {
    const text = html(topicPage('member'))
    expect(text.match(/<ol class="replies"|class="replies"/g)).toHaveLength(5)
    expect(text).toMatch(/<li><span>in reply to <a href="[^"]*around=5#r-5"><bdi>Juno R\.<\/bdi><\/a>/)
    expect(text).toContain('A moderator removed it')
  })

  test('marks what is above the reading position as new, and leads to it', () => {
    const text = html(topicPage('member'))
    expect(text.match(/badge fresh/g)).toHaveLength(5)
    expect(text).toContain('around=2#r-2')
  })

  test('keeps the text behind its content note', () => {
    const text = html(topicPage('member'))
    expect(text).toMatch(/<details class="fold"><summary><span><b>Content note:<\/b> <bdi>grief or loss/)
  })
})

describe('a form that was not taken', () => {
  const text = html(topicPage('member'))

  test('keeps the words, says what was wrong beside the field, and links to it from the top', () => {
    expect(text).toContain('>My words</textarea>')
    expect(text).toContain('href="#reply-contentNotes"')
    expect(text).toContain('Said by the server')
  })

  test('takes the focus to the summary', () => {
    expect(text).toMatch(/class="summary"[^>]*tabindex="-1"[^>]*data-focus/)
  })
})

test('the document carries what the reader chose, and asks search engines to stay away', () => {
  const text = html(topicPage('member'))
  expect(text).toMatch(/<html lang="en" dir="ltr" data-time-zone="UTC" data-theme="dark" data-contrast="more" data-text="largest">/)
  expect(text).toContain('<meta name="robots" content="noindex')
  expect(text).toMatch(/<a class="exit" href="https:\/\/example.org\/" rel="noreferrer" data-exit/)
})
