// The page of search with made-up props: nothing asked, something found, nothing found, and what could not be asked.
import * as pages from '@hearth/client/pages'
import type { Found } from '@hearth/shared/search'
import type { VNode } from 'preact'
import { type Audience, at, draw, id, replies, space } from './client-fixtures.ts'

export function searchPages(audience: Audience): Record<string, VNode> {
  const signedIn = audience === 'member'
  return {
    search: draw(pages.SearchPage, { words: {}, spaces: [space], found: null, later: false, signedIn }),
    'search, found': draw(pages.SearchPage, {
      words: { q: 'the phone', kind: 'reply' },
      spaces: [space],
      found: { items: foundFor(audience), next: 'later', small: ['the'] },
      later: true,
      signedIn,
    }),
    'search, nothing': draw(pages.SearchPage, {
      words: { q: 'x' },
      spaces: [],
      found: { items: [], next: null, small: [] },
      later: false,
      signedIn,
    }),
    'search, fault': draw(pages.SearchPage, { words: { from: 'x' }, spaces: [], found: 'fault', later: false, signedIn }),
  }
}

function foundFor(audience: Audience): Found[] {
  const [post] = replies(audience)
  const about = {
    topicId: id(3),
    spaceId: id(1),
    spaceName: 'Boundaries',
    title: [{ text: 'Texting', hit: false }],
    lang: 'en',
    createdAt: at,
  }
  const shown = { ...about, kind: 'reply' as const, author: post!.author }
  const words = [
    { text: 'My ', hit: false },
    { text: 'phone', hit: true },
  ]
  return [
    { ...shown, id: id(5), n: 2, contentNotes: [], snippet: words },
    { ...shown, id: id(6), n: 3, contentNotes: ['burnout'], snippet: [] },
    ...(audience === 'member'
      ? [
          {
            kind: 'person' as const,
            person: { kind: 'member' as const, id: id(7), handle: 'phoenix', displayName: 'Phoenix', badge: null },
          },
        ]
      : []),
  ]
}
