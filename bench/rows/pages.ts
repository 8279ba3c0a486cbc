// Rows of reading: topics, spaces and the home page as JSON and HTML, for a guest and for somebody signed in, against the bare reference.
import { type Compared, compare, type Run } from '../compare.ts'
import { type Asked, ask, check, type Sent } from '../load/requests.ts'
import { type Goal, type Row, row } from '../report.ts'
import type { Server } from '../servers.ts'
import { get, type Stage } from '../stage.ts'

/** `sent`: what one piece of work asks for, in turn. `against`: another work of Hearth's that stands in for the reference. */
export type Work = { name: string; sent(stage: Stage): Sent[]; goal: Goal | null; against?(stage: Stage): Sent[] }

const json = { atLeast: 0.5 }
const guestHtml = { atLeast: 0.4 }
/** Found anew for each reader each time. */
const inboxJson = { atLeast: 0.15 }
const memberHtml = { atLeast: 0.3 }
/** Within 1.2 times the cost of the topic of 20. */
const asShort = { atLeast: 1 / 1.2 }
const connections = { quick: [10], full: [10, 50] }

export const works: Work[] = [
  { name: 'topic of 20, JSON, guest', sent: ({ seed }) => topicJson(seed.twenty), goal: json },
  { name: 'topic of 20, JSON, signed in', sent: ({ seed, cookies }) => topicJson(seed.twenty, cookies[0]), goal: json },
  { name: 'topic of 20, HTML, guest', sent: stage => [topicHtml(stage, stage.seed.twenty)], goal: guestHtml },
  { name: 'topic of 20, HTML, signed in', sent: stage => [topicHtml(stage, stage.seed.twenty, stage.cookies[0])], goal: memberHtml },
  { name: 'topic of 20, HTML, guest, gzip', sent: stage => [zipped(topicHtml(stage, stage.seed.twenty))], goal: null },
  {
    name: 'topic of 1,000 against 20, JSON, guest',
    sent: ({ seed }) => topicJson(seed.thousand),
    goal: asShort,
    against: ({ seed }) => topicJson(seed.twenty),
  },
  {
    name: 'topic of 1,000 against 20, HTML, guest',
    sent: stage => [topicHtml(stage, stage.seed.thousand)],
    goal: asShort,
    against: stage => [topicHtml(stage, stage.seed.twenty)],
  },
  {
    name: 'topic of 1,000 against 20, HTML, signed in',
    sent: stage => [topicHtml(stage, stage.seed.thousand, stage.cookies[0])],
    goal: asShort,
    against: stage => [topicHtml(stage, stage.seed.twenty, stage.cookies[0])],
  },
  { name: 'space, JSON, guest', sent: ({ seed }) => [get(`/api/spaces/${seed.spaceId}/topics`)], goal: json },
  { name: 'space, HTML, guest', sent: stage => [spaceHtml(stage)], goal: guestHtml },
  { name: 'space, HTML, signed in', sent: stage => [spaceHtml(stage, stage.cookies[0])], goal: memberHtml },
  { name: 'spaces, JSON, guest', sent: () => [get('/api/spaces')], goal: json },
  { name: 'inbox, JSON, signed in', sent: ({ cookies }) => [get('/api/inbox', cookies[0])], goal: inboxJson },
  { name: 'inbox, HTML, signed in', sent: ({ cookies }) => [get('/inbox', cookies[0])], goal: memberHtml },
  { name: 'home, HTML, guest', sent: () => [get('/')], goal: guestHtml },
  { name: 'home, HTML, signed in', sent: ({ cookies }) => [get('/', cookies[0])], goal: memberHtml },
]

export async function* pageRows(stage: Stage): AsyncGenerator<Row> {
  for (const work of works) for (const atOnce of connections[stage.pace.quick ? 'quick' : 'full']) yield await pageRow(stage, work, atOnce)
}

async function pageRow(stage: Stage, { name, sent, goal, against }: Work, atOnce: number): Promise<Row> {
  const hearth = sent(stage)
  const bytes = await check(stage.hearth.url, hearth)
  const reference = against ? { server: stage.hearth, sent: against(stage) } : { server: stage.reference, sent: [get('/')] }
  const compared = await compare(stage.pace.rounds, {
    reference: asking(stage, reference.server, reference.sent, atOnce),
    hearth: asking(stage, stage.hearth, hearth, atOnce),
  })
  return asRow(`${name}, ${atOnce} at once`, 'pages/s', compared, goal, { bytes })
}

function asking({ pace }: Stage, server: Server, sent: Sent[], connections: number): Run<Asked> {
  return () => ask({ server, connections, seconds: pace.seconds, of: () => sent })
}

export function asRow(
  name: string,
  unit: string,
  { reference, hearth, ratio }: Compared<Asked>,
  goal: Goal | null,
  more: Record<string, number> = {},
): Row {
  const times = {
    p50Ms: hearth.p50,
    p99Ms: hearth.p99,
    referenceP50Ms: reference.p50,
    referenceP99Ms: reference.p99,
    processorMs: hearth.processorMs,
    referenceProcessorMs: reference.processorMs,
  }
  return row({
    name,
    unit,
    reference: reference.perSecond,
    hearth: hearth.perSecond,
    ratio: ratio.perSecond,
    goal,
    more: { ...times, ...more },
  })
}

function topicJson(topicId: string, cookie?: string): Sent[] {
  return [get(`/api/topics/${topicId}/replies?with=topic`, cookie)]
}

function topicHtml({ seed }: Stage, topicId: string, cookie?: string): Sent {
  return get(`/topics/${topicId}/${seed.slugs.get(topicId)}`, cookie)
}

function spaceHtml({ seed }: Stage, cookie?: string): Sent {
  return get(`/spaces/${seed.spaceId}/${seed.slugs.get(seed.spaceId)}`, cookie)
}

function zipped(sent: Sent): Sent {
  return { ...sent, headers: { ...sent.headers, 'accept-encoding': 'gzip' } }
}
