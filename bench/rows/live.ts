// Rows of live replies: how long until the last listener has heard, from the moment of the POST and from the moment of the emit.
import { compare, type Figures, quantile } from '../compare.ts'
import { type Crowd, crowd, type Listener } from '../load/crowd.ts'
import type { Sent } from '../load/requests.ts'
import { type Goal, type Row, row } from '../report.ts'
import type { Seed } from '../seed.ts'
import { type Server, startHearth, startReference } from '../servers.ts'
import { type Pace, reply, replyBody, signIn } from '../stage.ts'
import { emitsOf, firstEmitOf } from './emits.ts'

type Heard = 'postP50' | 'postP99' | 'emitP50' | 'emitP99'
type Side = { server: Server; people: Crowd; event: string; sent: Sent }

const audiences = [100, 500]
/** Milliseconds between two replies, so that each is heard on its own. */
const gapMs = 8

const figures: { name: string; of: Heard; goal: Goal }[] = [
  { name: 'from the POST, p50', of: 'postP50', goal: { atMost: 1.5 } },
  { name: 'from the POST, p99', of: 'postP99', goal: { atMost: 2 } },
  { name: 'from the emit, p50', of: 'emitP50', goal: { atMost: 1.2 } },
  { name: 'from the emit, p99', of: 'emitP99', goal: { atMost: 1.3 } },
]

export async function* liveRows(seed: Seed, pace: Pace): AsyncGenerator<Row> {
  await using hearth = await startHearth(seed.copy(), { stamped: true })
  await using reference = await startReference('socket', { stamped: true })
  const [cookie] = await signIn(hearth.url, seed, 1)
  const topicId = seed.written[0]!
  for (const listeners of audiences) {
    await using bare = crowd()
    await using ours = crowd()
    await bare.connect(
      reference.url,
      Array.from({ length: listeners }, () => ({ headers: {}, topicIds: [] })),
      'message',
    )
    await ours.connect(hearth.url, readersOf(seed, topicId, listeners), 'reply.posted')
    const echo: Sent = { method: 'POST', path: '/', headers: { 'content-type': 'application/json' }, body: replyBody }
    const compared = await compare(pace.rounds, {
      reference: hearing({ server: reference, people: bare, event: 'message', sent: echo }, listeners, pace.posts),
      hearth: hearing({ server: hearth, people: ours, event: 'reply.posted', sent: reply(topicId, cookie!) }, listeners, pace.posts),
    })
    for (const { name, of, goal } of figures)
      yield row({
        name: `live reply to ${listeners}, ${name}`,
        unit: 'ms',
        reference: compared.reference[of],
        hearth: compared.hearth[of],
        ratio: compared.ratio[of],
        goal,
      })
  }
}

/** Half of them guests, half members, as in a public topic: Hearth emits twice, once for each audience. */
function readersOf(seed: Seed, topicId: string, count: number): Listener[] {
  return Array.from({ length: count }, (_, at) => ({
    headers: at % 2 === 0 ? {} : { authorization: `Bearer ${seed.tokens[at]}` },
    topicIds: [topicId],
  }))
}

function hearing({ server, people, event, sent }: Side, expected: number, count: number) {
  return async (): Promise<Figures<Heard>> => {
    await emitsOf(server.child)
    const deliveries = await people.post({ url: server.url, sent, count, expected, gapMs })
    const emits = (await emitsOf(server.child)).filter(stamp => stamp.event === event)
    const fromPost = deliveries.map(each => each.lastAtMs - each.postedAtMs)
    const fromEmit = deliveries.map(each => each.lastAtMs - firstEmitOf(each, emits))
    return {
      postP50: quantile(fromPost, 0.5),
      postP99: quantile(fromPost, 0.99),
      emitP50: quantile(fromEmit, 0.5),
      emitP99: quantile(fromEmit, 0.99),
    }
  }
}
