// All English messages, one file per area; the keys of this table are the keys that exist.
import about from './en/about.json' with { type: 'json' }
import account from './en/account.json' with { type: 'json' }
import attention from './en/attention.json' with { type: 'json' }
import bookmarks from './en/bookmarks.json' with { type: 'json' }
import comfort from './en/comfort.json' with { type: 'json' }
import compose from './en/compose.json' with { type: 'json' }
import drafts from './en/drafts.json' with { type: 'json' }
import taken from './en/export.json' with { type: 'json' }
import feeds from './en/feeds.json' with { type: 'json' }
import formatEdit from './en/format-edit.json' with { type: 'json' }
import formats from './en/formats.json' with { type: 'json' }
import frame from './en/frame.json' with { type: 'json' }
import history from './en/history.json' with { type: 'json' }
import inbox from './en/inbox.json' with { type: 'json' }
import lines from './en/lines.json' with { type: 'json' }
import live from './en/live.json' with { type: 'json' }
import manage from './en/manage.json' with { type: 'json' }
import marks from './en/marks.json' with { type: 'json' }
import me from './en/me.json' with { type: 'json' }
import poll from './en/poll.json' with { type: 'json' }
import problem from './en/problem.json' with { type: 'json' }
import room from './en/room.json' with { type: 'json' }
import said from './en/said.json' with { type: 'json' }
import search from './en/search.json' with { type: 'json' }
import sessions from './en/sessions.json' with { type: 'json' }
import spaces from './en/spaces.json' with { type: 'json' }
import tags from './en/tags.json' with { type: 'json' }
import topic from './en/topic.json' with { type: 'json' }
import waiting from './en/waiting.json' with { type: 'json' }

export const en = {
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
