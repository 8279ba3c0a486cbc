// All French messages, one file per area as in English; the compiler finds a key that is missing.
import type { en } from './en.ts'
import about from './fr/about.json' with { type: 'json' }
import account from './fr/account.json' with { type: 'json' }
import attention from './fr/attention.json' with { type: 'json' }
import bookmarks from './fr/bookmarks.json' with { type: 'json' }
import comfort from './fr/comfort.json' with { type: 'json' }
import compose from './fr/compose.json' with { type: 'json' }
import drafts from './fr/drafts.json' with { type: 'json' }
import taken from './fr/export.json' with { type: 'json' }
import feeds from './fr/feeds.json' with { type: 'json' }
import formatEdit from './fr/format-edit.json' with { type: 'json' }
import formats from './fr/formats.json' with { type: 'json' }
import frame from './fr/frame.json' with { type: 'json' }
import history from './fr/history.json' with { type: 'json' }
import inbox from './fr/inbox.json' with { type: 'json' }
import lines from './fr/lines.json' with { type: 'json' }
import live from './fr/live.json' with { type: 'json' }
import manage from './fr/manage.json' with { type: 'json' }
import marks from './fr/marks.json' with { type: 'json' }
import me from './fr/me.json' with { type: 'json' }
import poll from './fr/poll.json' with { type: 'json' }
import problem from './fr/problem.json' with { type: 'json' }
import room from './fr/room.json' with { type: 'json' }
import said from './fr/said.json' with { type: 'json' }
import search from './fr/search.json' with { type: 'json' }
import sessions from './fr/sessions.json' with { type: 'json' }
import spaces from './fr/spaces.json' with { type: 'json' }
import tags from './fr/tags.json' with { type: 'json' }
import topic from './fr/topic.json' with { type: 'json' }
import waiting from './fr/waiting.json' with { type: 'json' }

export const fr: Record<keyof typeof en, string> = {
  ...frame,
  ...spaces,
  ...topic,
  ...marks,
  ...attention,
  ...inbox,
  ...bookmarks,
  ...compose,
  ...drafts,
  ...comfort,
  ...history,
  ...account,
  ...me,
  ...manage,
  ...problem,
  ...lines,
  ...room,
  ...said,
  ...live,
  ...about,
  ...formats,
  ...sessions,
  ...formatEdit,
  ...waiting,
  ...tags,
  ...feeds,
  ...taken,
  ...search,
  ...poll,
}
