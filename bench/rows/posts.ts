// Rows of writing: replies that are on the disk when they are answered, by one writer and by ten, with nobody and with 500 people on line.
import { compare } from '../compare.ts'
import { crowd } from '../load/crowd.ts'
import { ask, check, type Sent } from '../load/requests.ts'
import { type Goal, type Row, row } from '../report.ts'
import type { Server } from '../servers.ts'
import { reply, replyBody, type Stage } from '../stage.ts'
import { asRow } from './pages.ts'

type Writing = { name: string; writers: number; topics: number; goal: Goal | null }

const writings: Writing[] = [
  { name: '1 writer', writers: 1, topics: 1, goal: { atLeast: 0.1 } },
  { name: '10 writers on one topic', writers: 10, topics: 1, goal: { atLeast: 0.2 } },
  { name: '10 writers on ten topics', writers: 10, topics: 10, goal: { atLeast: 0.2 } },
]
const peopleOnLine = 500

export async function* postRows(stage: Stage): AsyncGenerator<Row> {
  for (const writing of writings) yield* writingRows(stage, writing, '')
  await using people = crowd()
  await people.connect(stage.hearth.url, onLine(stage), 'reply.posted')
  for (const writing of writings) yield* writingRows(stage, writing, `, ${peopleOnLine} on line`)
}

/** Against an echo, which the goal is about; then against an echo that makes one durable commit of its own for each. */
async function* writingRows(stage: Stage, { name, writers, topics, goal }: Writing, around: string): AsyncGenerator<Row> {
  const sent = (writer: number) => [reply(stage.seed.written[writer % topics]!, stage.cookies[writer]!)]
  await check(stage.hearth.url, sent(0))
  const asking = (server: Server, of: (writer: number) => Sent[]) => () =>
    ask({ server, connections: writers, seconds: stage.pace.seconds, of })
  const hearth = asking(stage.hearth, sent)
  const echo = (path: string): Sent[] => [{ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: replyBody }]
  const rounds = stage.pace.rounds
  yield asRow(
    `reply, ${name}${around}`,
    'replies/s',
    await compare(rounds, { reference: asking(stage.reference, () => echo('/')), hearth }),
    goal,
  )
  if (stage.pace.quick) return
  const durable = await compare(rounds, { reference: asking(stage.reference, () => echo('/?commit=1')), hearth })
  yield row({ ...asRow(`reply, ${name}${around}, against an echo with a commit`, 'replies/s', durable, null), goal: null })
}

/** Each reads one of fifty topics, the written ones among them: ten people in each. */
function onLine({ seed }: Stage) {
  const topics = seed.plan.topics.slice(3, 53).map(topic => topic._id)
  return seed.tokens
    .slice(0, peopleOnLine)
    .map((token, at) => ({ headers: { authorization: `Bearer ${token}` }, topicIds: [topics[at % topics.length]!] }))
}
