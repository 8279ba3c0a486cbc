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

  const formatId = (await coordinator.must('POST /api/formats', { body: { from: shownFormats()[0]!.id, name: 'Our consultation' } })).id
  return { formatId, place, coordinator, moderator, author, reader, supervisor, spaces, open, closed, secret, post }
}

const aFormat = [...shippedFormats().values()][1]!

/** What the call would take from somebody who may; ids are of what is there. */
export function samples({ open, reader, formatId }: Stage): Record<CallKey, Sample> {
  const { spaceId, topicId, replyId } = open
  const [space, topic, reply] = [{ params: { spaceId } }, { params: { topicId } }, { params: { replyId } }]
  const format = { params: { formatId } }
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
    'GET /api/topics': { query: {} },
    'GET /api/topics/:topicId': topic,
    'GET /api/topics/:topicId/source': topic,
    'PATCH /api/topics/:topicId': { ...topic, body: { title: 'Another title', tags: ['another tag'] } },
    'DELETE /api/topics/:topicId': topic,
    'POST /api/topics/:topicId/restore': topic,
    'GET /api/topics/:topicId/revisions': topic,
    'GET /api/topics/:topicId/changes': { ...topic, query: { after: '0' } },
    'PUT /api/topics/:topicId/position': { ...topic, body: { readUpTo: 1 } },
    'POST /api/positions/all-read': {},
    'POST /api/preview': { body: { body: 'Some *words*' } },
    'GET /api/topics/:topicId/replies': { ...topic, query: {} },
    'POST /api/topics/:topicId/replies': { ...topic, body: { body: 'Words', contentNotes: ['a note'] } },
    'GET /api/replies/:replyId': reply,
    'GET /api/replies/:replyId/source': reply,
    'PATCH /api/replies/:replyId': { ...reply, body: { body: 'Other words' } },
    'DELETE /api/replies/:replyId': reply,
    'POST /api/replies/:replyId/restore': reply,
    'GET /api/replies/:replyId/revisions': reply,
    'GET /api/formats': {},
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
