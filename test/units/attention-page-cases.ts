// The pages of what one follows, mutes and has still to read, with made-up props.
import * as pages from '@hearth/client/pages'
import type { VNode } from 'preact'
import { at, draw, id, ownPage, space } from './client-fixtures.ts'

export const followed = { level: 'follow', until: null } as const

export function attentionPages(): Record<string, VNode> {
  return {
    'profile of somebody else': draw(pages.ProfilePage, { profile: { ...ownPage, mine: false }, attention: followed }),
    inbox: draw(pages.InboxPage, {
      rows: (['followed', 'space'] as const).map((why, n) => ({
        topicId: id(50 + n),
        spaceId: space.id,
        spaceName: space.name,
        title: 'Texting at 11pm',
        lang: 'en',
        why,
        isNew: n === 1,
        waiting: 3 - 3 * n,
        more: n === 0,
        first: n === 0 ? 4 : null,
        readUpTo: 3,
        lastActivityAt: at,
      })),
      next: 'n',
      after: 'a',
      show: 'all',
      spaceId: null,
      spaces: [space],
      undo: { topicId: id(52), readUpTo: 2 },
    }),
    'inbox, none': draw(pages.InboxPage, {
      rows: [],
      next: null,
      after: null,
      show: 'followed',
      spaceId: null,
      spaces: [space],
      undo: null,
    }),
    attention: draw(pages.AttentionPage, {
      items: (['space', 'topic', 'member'] as const).map((kind, n) => ({
        kind,
        targetId: id(40 + n),
        level: 'mute' as const,
        until: n === 0 ? null : at,
        name: 'A name',
        handle: n === 2 ? 'juno_r' : null,
      })),
      undo: { kind: 'topic', targetId: id(41), level: 'follow' },
    }),
    'attention, none': draw(pages.AttentionPage, { items: [], undo: null }),
  }
}
