// The list of replies, alive: new ones wait behind a button, changes of what is shown happen in place, and nothing moves under the reader.
import type { Choices } from '@hearth/shared/hard-subjects'
import type { Presence } from '@hearth/shared/presence'
import type { PostReaction } from '@hearth/shared/reaction'
import type { ViewedReply } from '@hearth/shared/reply'
import { call } from '../api.ts'
import { type AnyReply, apply, emptyThread, type ThreadEvent } from '../apply.ts'
import { type Following, follow } from '../live.ts'
import { openSocket } from '../open-socket.ts'
import { wordsOf } from '../words.ts'
import type { PostDrawer } from './draw-post.tsx'
import { keepPlace } from './keep-place.ts'
import { newcomers } from './newcomers.ts'
import { type OnPage, onPage } from './on-page.ts'
import { waitingRow } from './waiting-row.ts'

/** What the server tells of the page, in `data-props`. */
export type RepliesData = {
  topicId: string
  view: 'threaded' | 'flat'
  order: 'oldest' | 'newest'
  readUpTo: number | null
  mayReply: boolean
  /** What the reader can press under a new reply; absent for guests. */
  offered?: readonly PostReaction[]
  seq: number
  isLast: boolean
  /** The members whose named replies come folded; on the reader's own page alone. */
  muted?: string[]
  /** How this reader wants hard texts; on their own page alone. */
  choices?: Choices
  /** The highest number that was given when the page was written. */
  lastN?: number
}
export type Sending = { id: string; parentId: string | null; body: string }
export type RepliesIsland = {
  /** An own reply on its way: shown as such, and not counted as new. */
  sending(reply: Sending, words: string): void
  failed(id: string): void
  /** True when it stands on this page now; false when its place is on another. */
  posted(reply: ViewedReply): Promise<boolean>
  writing(writing: boolean): void
}

export async function repliesIsland(list: HTMLElement): Promise<RepliesIsland> {
  const data = JSON.parse(list.dataset.props ?? '{}') as RepliesData
  const { t } = await wordsOf('live')
  const page = onPage(list, data)
  const lastN = data.lastN ?? page.highestN()
  const sent = new Map<string, () => void>()
  const below = newcomers(list, data, t, () => void show())
  let thread = emptyThread(data.seq)
  let company: Presence | null = null
  let gone = false
  /** How many were shown last, told until there is something newer to tell. */
  let justShown = 0

  function take(event: ThreadEvent) {
    thread = apply(thread, event)
    void refresh()
  }

  /** What draws posts is loaded with the first that has to be drawn; until then a topic that is only read stays light. */
  async function refresh() {
    tell()
    const stale = [...thread.replies.values()].filter(reply => page.isStale(reply.id, reply.seq))
    if (stale.length === 0 && !thread.topic && waiting().length === 0) return
    const draw = await drawer()
    keepPlace(() => {
      for (const reply of stale) draw.reply(page, thread.replies.get(reply.id) ?? reply)
      if (thread.topic) draw.original(thread.topic)
    })
  }

  /** Neither on the page nor on its way from here. */
  function waiting(): AnyReply[] {
    const fresh = [...thread.replies.values()].filter(reply => reply.n > lastN && !page.has(reply.id) && !sent.has(reply.id))
    return fresh.sort((one, other) => one.n - other.n)
  }

  async function show() {
    const draw = await drawer()
    const shown = waiting().filter(reply => draw.place(page, reply, { fresh: data.readUpTo !== null }))
    justShown = shown.length
    tell()
    page.focus(shown[0]?.id)
    await readOn(data, page)
  }

  function tell() {
    const fresh = waiting()
    if (fresh.length > 0) justShown = 0
    keepPlace(() => below.tell({ fresh, fits: page.fits, company, gone, justShown }))
  }

  let loading: Promise<PostDrawer> | null = null
  function drawer() {
    loading ??= import('./draw-post.tsx').then(({ postDrawer }) => postDrawer(data))
    return loading
  }

  const following = live(data, {
    take,
    company(told) {
      company = told
      tell()
    },
    ended() {
      gone = true
      tell()
    },
  })

  function arrived(id: string) {
    sent.get(id)?.()
    sent.delete(id)
  }

  tell()
  return {
    sending: (reply, words) => void sent.set(reply.id, waitingRow(page, reply, words)),
    failed(id) {
      arrived(id)
      tell()
    },
    async posted(viewed) {
      const { mine: _, can, ...reply } = viewed
      const draw = await drawer()
      draw.own(viewed.id, can)
      thread = apply(thread, { seq: reply.seq, reply })
      arrived(viewed.id)
      const stands = page.has(reply.id) || draw.place(page, thread.replies.get(reply.id) ?? reply, { fresh: false })
      tell()
      void readOn(data, page)
      void following.then(({ hear }) => hear({ seq: reply.seq, reply }))
      return stands
    },
    writing: writing => void following.then(each => each.writing(writing)),
  }
}

async function live(
  { topicId, seq }: RepliesData,
  on: Pick<Parameters<typeof follow>[0], 'take' | 'company' | 'ended'>,
): Promise<Following> {
  const changes = (after: number) => call('GET /api/topics/:topicId/changes', { params: { topicId }, query: { after } })
  return follow({ topicId, seq, socket: await openSocket(), changes, ...on })
}

/** What was shown without a gap has been read. */
async function readOn({ topicId, readUpTo }: RepliesData, page: OnPage) {
  if (readUpTo === null) return
  let upTo = readUpTo
  while (page.hasNumber(upTo + 1)) upTo += 1
  if (upTo > readUpTo)
    await call('PUT /api/topics/:topicId/position', { params: { topicId }, body: { readUpTo: upTo } }).catch(() => undefined)
}
