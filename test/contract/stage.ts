// A world with one of everything, and for each call of the contract what to send it so that it would be taken.
import { randomUUID } from 'node:crypto'
import { shippedFormats, shownFormats } from '@hearth/server/rooms/formats/shipped'
import type { CallKey } from '@hearth/shared/contract'
import type { Visibility } from '@hearth/shared/space'
import { type World, type WorldOptions, world } from '../world.ts'

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

const aFormat = [...shippedFormats().values()][1]!

/** What the call would take from somebody who may; ids are of what is there. */
export function samples({ open, moderator, reader, formatId, waitingId, pollTopicId, meeting, asking }: Stage): Record<CallKey, Sample> {
  const { spaceId, topicId, replyId } = open
  const [space, topic, reply] = [{ params: { spaceId } }, { params: { topicId } }, { params: { replyId } }]
  const format = { params: { formatId } }
  const poll = { params: { topicId: pollTopicId } }
  const waiting = { params: { waitingId: waitingId } }
  const session = { params: { sessionId: meeting.sessionId } }
  const message = { params: { sessionId: meeting.sessionId, messageId: meeting.messageId } }
  const password = 'another long password'
  return {
    'GET /api/health': {},
    'GET /api/ready': {},
    'GET /api/crisis-lines': {},
    'POST /api/accounts': { body: { handle: `h${randomUUID().slice(0, 8)}`, displayName: 'Somebody new', password } },
    'POST /api/sign-in': { body: { handle: 'reader', password: 'a long enough password' } },
    'POST /api/sign-out': {},
    'POST /api/recover': { body: { handle: 'reader', recoveryCode: 'abcd', password } },
    'POST /api/reset-password': { body: { token: 'abcd', password } },
    'GET /api/me': {},
    'PATCH /api/me': { body: { pronouns: 'they' } },
    'PUT /api/me/password': { body: { current: 'a long enough password', password } },
    'GET /api/me/hard-subjects': {},
    'PUT /api/me/hard-subjects': { body: { ready: ['grief'], own: ['night shift'] } },
    'POST /api/me/recovery-codes': { body: { password: 'a long enough password' } },
    'GET /api/me/sign-ins': {},
    'DELETE /api/me/sign-ins/:signInId': { params: { signInId: randomUUID() } },
    'GET /api/tokens': {},
    'POST /api/tokens': { body: { name: 'A token', scope: 'read' } },
    'DELETE /api/tokens/:tokenId': { params: { tokenId: randomUUID() } },
    'GET /api/people/:handle': { params: { handle: 'author' } },
    'GET /api/members': { query: {} },
    'PATCH /api/members/:accountId': { params: { accountId: reader.id }, body: { roles: ['member', 'peer-supporter'] } },
    'POST /api/members/:accountId/reset-link': { params: { accountId: reader.id } },
    'GET /api/invitations': {},
    'POST /api/invitations': { body: { note: 'For somebody' } },
    'DELETE /api/invitations/:invitationId': { params: { invitationId: randomUUID() } },
    'GET /api/spaces': {},
    'POST /api/spaces': { body: { name: 'Another space', description: 'A description' } },
    'GET /api/spaces/:spaceId': space,
    'PATCH /api/spaces/:spaceId': { ...space, body: { description: 'Another description' } },
    'GET /api/spaces/:spaceId/topics': { ...space, query: {} },
    'POST /api/spaces/:spaceId/topics': {
      ...space,
      body: { title: 'Another topic', body: 'Words', tags: ['a tag'], contentNotes: ['a note'] },
    },
    'GET /api/topics/:topicId/export': { ...topic, query: {} },
    'GET /api/me/feeds': {},
    'POST /api/me/feeds': { body: { words: true } },
    'DELETE /api/me/feeds/:feedId': { params: { feedId: randomUUID() } },
    'GET /api/tags': { query: {} },
    'POST /api/tags': { body: { name: `Word ${randomUUID().slice(0, 8)}` } },
    'GET /api/tags/:slug': { params: { slug: 'role-clarity' } },
    'GET /api/tags/:slug/topics': { params: { slug: 'role-clarity' }, query: {} },
    'POST /api/tags/:slug/merge': { params: { slug: `word-${randomUUID().slice(0, 8)}` }, body: { into: 'role clarity' } },
    'PATCH /api/tags/:slug': { params: { slug: 'role-clarity' }, body: { description: 'What one is here for' } },
    'DELETE /api/tags/:slug': { params: { slug: 'nobody-has-this' } },
    'GET /api/topics': { query: {} },
    'GET /api/topics/:topicId': topic,
    'GET /api/topics/:topicId/source': topic,
    'PATCH /api/topics/:topicId': { ...topic, body: { title: 'Another title', tags: ['another tag'] } },
    'DELETE /api/topics/:topicId': topic,
    'POST /api/topics/:topicId/restore': topic,
    'GET /api/topics/:topicId/revisions': topic,
    'GET /api/topics/:topicId/changes': { ...topic, query: { after: '0' } },
    'PUT /api/topics/:topicId/position': { ...topic, body: { readUpTo: 1 } },
    'POST /api/positions/all-read': { body: { topicIds: [topicId] } },
    'GET /api/attention': {},
    'GET /api/inbox': { query: {} },
    'PUT /api/attention/:kind/:targetId': { params: { kind: 'member', targetId: moderator.id }, body: { level: 'mute', for: 'week' } },
    'POST /api/preview': { body: { body: 'Some *words*' } },
    'GET /api/topics/:topicId/replies': { ...topic, query: {} },
    'POST /api/topics/:topicId/replies': { ...topic, body: { body: 'Words', contentNotes: ['a note'] } },
    'GET /api/replies/:replyId': reply,
    'GET /api/replies/:replyId/source': reply,
    'PATCH /api/replies/:replyId': { ...reply, body: { body: 'Other words' } },
    'DELETE /api/replies/:replyId': reply,
    'POST /api/replies/:replyId/restore': reply,
    'GET /api/replies/:replyId/revisions': reply,
    'GET /api/topics/:topicId/poll': poll,
    'PUT /api/topics/:topicId/poll/vote': { ...poll, body: { choices: [] } },
    'PATCH /api/topics/:topicId/poll': { ...poll, body: { options: ['One', 'Another'] } },
    'POST /api/topics/:topicId/poll/close': poll,
    'GET /api/waiting-posts': {},
    'POST /api/waiting-posts': { body: { what: 'reply', topicId, appears: 'day', body: 'Words', contentNotes: ['a note'] } },
    'GET /api/waiting-posts/:waitingId': waiting,
    'PATCH /api/waiting-posts/:waitingId': { ...waiting, body: { body: 'Other words' } },
    'DELETE /api/waiting-posts/:waitingId': waiting,
    'POST /api/waiting-posts/:waitingId/restore': waiting,
    'POST /api/waiting-posts/:waitingId/post': waiting,
    'GET /api/search': { query: { q: 'words' } },
    'GET /api/similar-topics': { query: { title: 'Another topic' } },
    'GET /api/topics/:topicId/marks': topic,
    'PUT /api/topics/:topicId/reactions': { ...topic, body: { reactions: ['heard'] } },
    'PUT /api/replies/:replyId/reactions': { ...reply, body: { reactions: ['heard', 'thanks'] } },
    'GET /api/drafts': {},
    'GET /api/drafts/:kind/:placeId': { params: { kind: 'edit-topic', placeId: topicId } },
    'PUT /api/drafts/:kind/:placeId': { params: { kind: 'reply', placeId: topicId }, body: { fields: { body: 'Half a thought' } } },
    'DELETE /api/drafts/:kind/:placeId': { params: { kind: 'topic', placeId: spaceId } },
    'POST /api/drafts/:kind/:placeId/restore': { params: { kind: 'topic', placeId: spaceId } },
    'GET /api/bookmarks': { query: {} },
    'GET /api/bookmarks/:postId': { params: { postId: open.answerId } },
    'PUT /api/bookmarks/:postId': { params: { postId: topicId }, body: { note: 'A note' } },
    'DELETE /api/bookmarks/:postId': { params: { postId: topicId } },
    'GET /api/formats': {},
    'GET /api/agreement': {},
    'POST /api/agreement': { body: { clauses: ['We listen.'], basedOn: meeting.agreement } },
    'GET /api/sessions': { query: {} },
    'POST /api/spaces/:spaceId/sessions': {
      ...space,
      body: { title: 'Another session', formatId: shownFormats()[0]!.id, startsAt: new Date().toISOString(), timeZone: 'UTC' },
    },
    'GET /api/sessions/:sessionId': session,
    'PATCH /api/sessions/:sessionId': { ...session, body: { title: 'Another title' } },
    'POST /api/sessions/:sessionId/ask': { params: { sessionId: asking.sessionId } },
    'POST /api/sessions/:sessionId/admit': { ...session, body: { accountId: reader.id, letIn: true } },
    'POST /api/sessions/:sessionId/enter': { ...session, body: { agreement: meeting.agreement } },
    'POST /api/sessions/:sessionId/break-glass': { ...session, body: { reason: 'Somebody may be in danger' } },
    'GET /api/reports': {},
    'PATCH /api/reports/:reportId': { params: { reportId: meeting.reportId }, body: { done: true } },
    'GET /api/commitments': {},
    'PATCH /api/commitments/:commitmentId': { params: { commitmentId: meeting.commitmentId }, body: { done: true } },
    'GET /api/sessions/:sessionId/room': { ...session, query: {} },
    'POST /api/sessions/:sessionId/moves': { ...session, body: { kind: 'raise-hand' } },
    'POST /api/sessions/:sessionId/messages': { ...session, body: { body: 'Words' } },
    'PATCH /api/sessions/:sessionId/messages/:messageId': { ...message, body: { body: 'Other words' } },
    'GET /api/sessions/:sessionId/messages/:messageId/source': message,
    'DELETE /api/sessions/:sessionId/messages/:messageId': message,
    'PUT /api/sessions/:sessionId/messages/:messageId/reactions': { ...message, body: { kind: 'heard', on: true } },
    'POST /api/sessions/:sessionId/messages/:messageId/report': { ...message, body: { reason: 'This hurts' } },
    'POST /api/sessions/:sessionId/together': { ...session, body: { body: 'Words' } },
    'POST /api/sessions/:sessionId/together/show': session,
    'PUT /api/sessions/:sessionId/dots': { ...session, body: { messages: [] } },
    'POST /api/sessions/:sessionId/dots/show': session,
    'PUT /api/sessions/:sessionId/notes': { ...session, body: { body: 'A note' } },
    'PUT /api/sessions/:sessionId/pad': { ...session, body: { body: 'A note' } },
    'PUT /api/sessions/:sessionId/summary': { ...session, body: { body: 'A summary' } },
    'POST /api/sessions/:sessionId/summary/agree': session,
    'POST /api/sessions/:sessionId/commitments': { ...session, body: { text: 'A promise' } },
    'POST /api/sessions/:sessionId/takeaways': { ...session, body: { text: 'A thing that stays' } },
    'PUT /api/sessions/:sessionId/topic-words': { ...session, body: { words: ['role clarity'] } },
    'PUT /api/sessions/:sessionId/rating': { ...session, body: { rating: 'helped' } },
    'POST /api/formats': { body: aFormat },
    'GET /api/formats/:formatId': format,
    'PUT /api/formats/:formatId': { ...format, body: { ...aFormat, basedOn: 1 } },
    'DELETE /api/formats/:formatId': format,
    'POST /api/formats/:formatId/restore': format,
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
