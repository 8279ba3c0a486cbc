// The page of drafts with made-up props: of every kind, one without its place, one thrown away.
import * as pages from '@hearth/client/pages'
import type { VNode } from 'preact'
import { at, draw, id } from './client-fixtures.ts'

export function draftPages(): Record<string, VNode> {
  const words = { title: 'A title', body: 'Half a thought\nover two lines', anonymous: 'true' }
  const about = { postId: null, parentId: null, editing: null, revision: id(60), keptAt: at, goesAt: '2027-02-18T18:05:00.000Z' }
  const place = { title: 'Texting at 11pm' }
  const kinds = ['reply', 'topic', 'edit-reply', 'edit-topic'] as const
  const kept = kinds.map((kind, n) => ({ ...about, kind, placeId: id(61 + n), fields: words, thrownAway: false, place }))
  const gone = { ...about, kind: 'reply' as const, placeId: id(65), fields: {}, thrownAway: false, place: null }
  const thrown = { ...about, kind: 'topic' as const, placeId: id(66), fields: words, thrownAway: true, place }
  return {
    drafts: draw(pages.DraftsPage, { drafts: [...kept, gone, thrown], most: 50, days: 90 }),
    'drafts, none': draw(pages.DraftsPage, { drafts: [], most: 50, days: 90 }),
  }
}
