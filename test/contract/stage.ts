// A world with one of everything.
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { CallKey } from '@hearth/shared/contract'
import type { Visibility } from '@hearth/shared/space'
import { type World, type WorldOptions, world } from '../world.ts'

export { samples } from './samples.ts'

export type Stage = Awaited<ReturnType<typeof stage>>
export type Sample = { params?: Record<string, string>; query?: Record<string, string>; body?: Record<string, unknown> }

/** Ends when the caller closes its `place`. */
export async function stage(options: WorldOptions = {}) {
  const place = await world({ keep: true, ...options })
  const [coordinator, moderator, author, reader, supervisor] = await Promise.all([
    place.member({ handle: 'coordinator', displayName: 'The Coordinator', roles: ['coordinator'] }),
    place.member({ handle: 'moderator', displayName: 'The Moderator', roles: ['moderator'] }),
    place.member({ handle: 'author', displayName: 'The Author' }),
    place.member({ handle: 'reader', displayName: 'The Reader' }),
    place.member({ handle: 'supervisor', displayName: 'The Supervisor', roles: ['supervisor'] }),
  ])
  const spaceFor = async (name: string, visibility: Visibility) =>
    (await coordinator.must('POST /api/spaces', { body: { name, visibility } })).id
  const spaces = {
    public: await spaceFor('The public space', 'public'),
    members: await spaceFor('The space for members', 'members'),
    supervisors: await spaceFor('The space for supervisors', 'role:supervisor'),
  }
  const [open, closed, secret] = [await post('public'), await post('members'), await post('supervisors')]

  /** A topic of the author (in the supervisors' space: of the supervisor), with a reply and an answer to it. */
  async function post(where: keyof typeof spaces, words = `A topic in ${where}`) {
    const writer = where === 'supervisors' ? supervisor : author
    const { id: topicId } = await writer.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId: spaces[where] },
      body: { title: words, body: `${words}, in full.` },
    })
    const reply = (parentId: string | null) =>
      writer.must('POST /api/topics/:topicId/replies', { params: { topicId }, body: { body: `A reply to ${words}`, parentId } })
    const first = await reply(null)
    const answer = await reply(first.id)
    return { spaceId: spaces[where], topicId, replyId: first.id, answerId: answer.id }
  }

  await coordinator.must('POST /api/tags', { body: { name: 'Role clarity', fr: 'Clarté', synonyms: ['role confusion'] } })
  const formatId = (await coordinator.must('POST /api/formats', { body: { from: shownFormats()[0]!.id, name: 'Our consultation' } })).id
  /** A session that can be entered: of the supervisor, in the space for supervisors by list; else open to whoever reads the space. */
  async function meet(where: keyof typeof spaces, comers: 'space' | 'asking' = 'space') {
    const { id: sessionId, agreement } = await supervisor.must('POST /api/spaces/:spaceId/sessions', {
      params: { spaceId: spaces[where] },
      body: {
        title: 'A session',
        formatId: shownFormats()[0]!.id,
        comers,
        startsAt: new Date().toISOString(),
        timeZone: 'UTC',
        seats: [{ seat: 'facilitator', handle: 'supervisor' }],
      },
    })
    const about = { params: { sessionId } }
    await supervisor.must('POST /api/sessions/:sessionId/enter', { ...about, body: { agreement: agreement.version } })
    const { id: messageId } = await supervisor.must('POST /api/sessions/:sessionId/messages', { ...about, body: { body: 'A word' } })
    const { id: reportId } = await supervisor.must('POST /api/sessions/:sessionId/messages/:messageId/report', {
      params: { sessionId, messageId },
      body: { reason: 'It hurts' },
    })
    const { id: commitmentId } = await supervisor.must('POST /api/sessions/:sessionId/commitments', {
      ...about,
      body: { text: 'A promise' },
    })
    return { sessionId, messageId, commitmentId, reportId, agreement: agreement.version }
  }
  const [meeting, secretMeeting, asking] = [await meet('members'), await meet('supervisors'), await meet('members', 'asking')]

  await author.must('PUT /api/bookmarks/:postId', { params: { postId: open.answerId }, body: { note: 'A note of the author' } })
  await author.must('POST /api/sessions/:sessionId/enter', {
    params: { sessionId: meeting.sessionId },
    body: { agreement: meeting.agreement },
  })
  const { id: pollTopicId } = await author.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: spaces.public },
    body: { title: 'A question', body: 'Words', poll: { options: ['One', 'Other'] } },
  })
  const later = { what: 'reply', topicId: open.topicId, appears: 'day', body: 'Words for tomorrow' } as const
  const { id: waitingId } = await author.must('POST /api/waiting-posts', { body: later })
  const keepDraft = (kind: string, placeId: string) =>
    author.must('PUT /api/drafts/:kind/:placeId', { params: { kind, placeId }, body: { fields: { body: 'Half a thought' } } })
  await keepDraft('edit-topic', open.topicId)
  await keepDraft('topic', open.spaceId)
  return {
    formatId,
    waitingId,
    pollTopicId,
    place,
    coordinator,
    moderator,
    author,
    reader,
    supervisor,
    spaces,
    open,
    closed,
    secret,
    post,
    meeting,
    secretMeeting,
    asking,
  }
}

/** A call's address with its parameters filled in. */
export function addressOf(key: CallKey, { params = {}, query = {} }: Sample = {}): { method: string; path: string } {
  const [method = '', pattern = ''] = key.split(' ')
  const search = new URLSearchParams(query).toString()
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return { method, path: search ? `${path}?${search}` : path }
}

export type { World }
