// The community that is measured: 20 spaces, 500 members, 2,000 topics, 50,000 replies, always the same.
import type { ImportedMember } from '@hearth/server/accounts/index'
import { chance, drawBody, drawId, drawTitle } from './words.ts'

export type PlannedSpace = {
  _id: string
  slug: string
  name: string
  description: string
  visibility: 'public' | 'members'
  anonymous: boolean
  position: number
}
export type PlannedTopic = {
  _id: string
  spaceId: string
  slug: string
  title: string
  body: string
  authorId: string
  anonymous: boolean
  createdAt: Date
  replies: number
  start: number
}
export type Plan = { spaces: PlannedSpace[]; members: ImportedMember[]; topics: PlannedTopic[] }

export const size = { spaces: 20, publicSpaces: 12, members: 500, topics: 2_000, replies: 50_000 } as const
/** Members who sign in with a password; all have an access token. */
export const signingIn = 12
export const password = 'a password of the bench'

/** Topics of a given number of replies stand first; those written to by the bench come next. All are in public spaces. */
export const shapes = { twenty: 0, thousand: 1, twoThousand: 2, written: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] } as const
const given = new Map<number, number>([
  [shapes.twenty, 20],
  [shapes.thousand, 1_000],
  [shapes.twoThousand, 2_000],
])
const minuteMs = 60_000
const began = Date.UTC(2026, 0, 1)

export function planCommunity(): Plan {
  const random = chance(7)
  const spaces = Array.from({ length: size.spaces }, (_, at) => planSpace(random, at))
  const members = Array.from({ length: size.members }, (_, at) => planMember(random, at))
  const counts = countsOfReplies(random)
  const topics = counts.map((replies, at) => planTopic(random, at, replies, { spaces, members }))
  return { spaces, members, topics }
}

function planSpace(random: () => number, at: number): PlannedSpace {
  const name = drawTitle(random)
  const visibility = at < size.publicSpaces ? ('public' as const) : ('members' as const)
  return { _id: drawId(random), slug: slugOf(name), name, description: drawTitle(random), visibility, anonymous: true, position: at }
}

function planMember(random: () => number, at: number): ImportedMember {
  const handle = `member${String(at).padStart(3, '0')}`
  const secret = at < signingIn ? { password } : {}
  return {
    _id: drawId(random),
    handle,
    displayName: drawTitle(random).slice(0, 40).trim(),
    joinedAt: new Date(began),
    roles: ['peer-supporter'],
    ...secret,
  }
}

/** 1 to 46 replies where no number is given, evened out so that the sum is right. */
function countsOfReplies(random: () => number): number[] {
  const counts = Array.from({ length: size.topics }, (_, at) => given.get(at) ?? 1 + Math.floor(random() * 46))
  let surplus = counts.reduce((sum, count) => sum + count, 0) - size.replies
  for (let at = 20; surplus !== 0; at = at + 1 < size.topics ? at + 1 : 20) {
    const step = surplus > 0 ? -1 : 1
    if (counts[at]! + step < 0) continue
    counts[at]! += step
    surplus += step
  }
  return counts
}

function planTopic(random: () => number, at: number, replies: number, { spaces, members }: Pick<Plan, 'spaces' | 'members'>): PlannedTopic {
  const among = at < 20 ? size.publicSpaces : size.spaces
  const title = drawTitle(random)
  return {
    _id: drawId(random),
    spaceId: spaces[at % among]!._id,
    slug: slugOf(title),
    title,
    body: drawBody(random, null),
    authorId: members[Math.floor(random() * members.length)]!._id,
    anonymous: random() < 0.03,
    createdAt: new Date(began + at * 30 * minuteMs),
    replies,
    start: 1_000_000 + at * 5_000,
  }
}

function slugOf(title: string) {
  return title.toLowerCase().replaceAll(' ', '-')
}

/** One in 25 without a name, half of them answers to an earlier reply, one in 20 with a mention. */
export function planReplies(topic: PlannedTopic, members: ImportedMember[]) {
  const random = chance(topic.start)
  const ids: string[] = []
  const any = () => members[Math.floor(random() * members.length)]!
  return Array.from({ length: topic.replies }, (_, at) => {
    const parentId = at > 0 && random() < 0.5 ? ids[Math.floor(random() * at)]! : null
    const _id = drawId(random)
    ids.push(_id)
    const body = drawBody(random, random() < 0.05 ? any().handle : null)
    return {
      _id,
      parentId,
      body,
      contentNotes: [],
      authorId: any()._id,
      anonymous: random() < 0.04,
      createdAt: new Date(topic.createdAt.getTime() + (at + 1) * minuteMs),
    }
  })
}
