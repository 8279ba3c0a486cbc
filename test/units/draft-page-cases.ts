// The pages of writing with made-up props: forms with their draft, and all drafts of every kind, one without its place, one thrown away.
import * as pages from '@hearth/client/pages'
import type { VNode } from 'preact'
import { at, draw, id, space } from './client-fixtures.ts'

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

export function writingPages(failed: pages.FormState): Record<string, VNode> {
  const fresh = pages.freshForm()
  const back = { back: '/topics/x', topicTitle: 'Texting' }
  const source = { body: 'Old words', contentNotes: ['burnout', 'night work'], lang: 'en', seq: 4 }
  const details = { title: 'Texting', kind: 'question' as const, tags: ['phones'], crisisLines: true }
  const draft = { kind: 'edit-reply' as const, placeId: id(3), revision: null, keptAt: null, elsewhere: null }
  return {
    compose: draw(pages.ComposePage, {
      space,
      id: id(9),
      form: failed,
      previewHtml: '<p>So.</p>',
      displayName: 'Juno R.',
      postsWait: 'day',
      mayAnnounce: true,
      tagWords: ['phones', 'pay'],
      near: [{ id: id(4), slug: 'phones', title: 'Phones at night', spaceName: 'Boundaries' }],
      draft: { ...draft, kind: 'topic', elsewhere: { keptAt: at, words: 'Other words' } },
      keeper: id(1),
    }),
    'edit topic': draw(pages.EditPage, {
      ...back,
      what: 'topic',
      id: id(3),
      form: fresh,
      previewHtml: null,
      mayAnnounce: false,
      tagWords: ['phones', 'pay'],
      source,
      basedOn: 4,
      changed: true,
      draft,
      keeper: id(1),
      details,
    }),
    'edit reply': draw(pages.EditPage, {
      ...back,
      what: 'reply',
      id: id(3),
      form: failed,
      previewHtml: null,
      mayAnnounce: false,
      source,
      basedOn: 4,
      changed: false,
      draft,
      keeper: id(1),
    }),
  }
}
