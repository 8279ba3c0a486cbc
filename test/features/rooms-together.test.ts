// Words without a name: given unseen, shown together, and led back to nobody by any answer, event, log or record.
import { randomUUID } from 'node:crypto'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import { shuffled } from '@hearth/server/rooms/together'
import { expect, test } from 'vitest'
import { type World, world } from '../world.ts'
import { enterAs, leadTo, move, roomOf, roomStage, say } from './rooms-stage.ts'

/** A step that collects: the quiet minute of a reflective practice group. */
const format = 'reflective-practice'
const step =
  shownFormats()
    .find(each => each.slug === format)!
    .steps.findIndex(each => each.gather === 'together') + 1

async function collecting(place: World) {
  const stage = await roomStage(place, { format })
  for (const who of [stage.ana, stage.ben, stage.cleo, stage.dag]) await enterAs(who, stage.sessionId)
  await leadTo(stage.ana, stage.sessionId, step)
  const about = { params: { sessionId: stage.sessionId } }
  const give = (who: typeof stage.ana, body: string, id: string = randomUUID()) =>
    who.call('POST /api/sessions/:sessionId/together', { ...about, body: { id, body } })
  const show = (who: typeof stage.ana) => who.call('POST /api/sessions/:sessionId/together/show', about)
  return { ...stage, give, show }
}

test('what is given stays unseen until the facilitator shows it: then all at once, without a name, under fresh ids, with one time', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId, give, show } = await collecting(place)
  const before = await roomOf(ana, sessionId)
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const
  await give(ben, 'From one', ids[0])
  await give(cleo, 'From another', ids[1])
  await give(dag, 'From a third', ids[2])
  // Not even that something was given is told.
  expect((await roomOf(ana, sessionId)).state.seq).toBe(before.state.seq)
  expect((await roomOf(ana, sessionId)).messages).toEqual([])
  expect((await roomOf(dag, sessionId)).me.gave).toBe(true)
  expect((await show(dag)).body.code).toBe('not-the-facilitator')
  await show(ana)
  const { messages, state } = await roomOf(dag, sessionId)
  expect(messages.map(each => each.html.trim()).sort()).toEqual(['<p>From a third</p>', '<p>From another</p>', '<p>From one</p>'])
  expect(new Set(messages.map(each => each.at)).size).toBe(1)
  expect(messages.every(each => each.author === null && each.kind === 'together' && each.editedAt === null)).toBe(true)
  expect(messages.some(each => (ids as readonly string[]).includes(each.id))).toBe(false)
  expect(state.shown).toEqual([step - 1])
})

test('given again it takes the place of the first; sent again it is taken once, also after it was shown', async () => {
  const place = await world()
  const { ana, dag, sessionId, give, show } = await collecting(place)
  const id = randomUUID()
  expect([(await give(dag, 'First', id)).status, (await give(dag, 'First', id)).status]).toEqual([201, 200])
  await give(dag, 'Second', id)
  await show(ana)
  expect((await roomOf(ana, sessionId)).messages.map(each => each.html.trim())).toEqual(['<p>Second</p>'])
  expect((await give(dag, 'Second', id)).status).toBe(200)
  expect((await give(dag, 'Third')).body.code).toBe('nothing-together')
  await show(ana)
  expect((await roomOf(ana, sessionId)).messages).toHaveLength(1)
})

test('nothing is collected in other steps, nor from who listens', async () => {
  const place = await world()
  const { ana, dag, sessionId, give } = await collecting(place)
  await move(ana, sessionId, { kind: 'seat', to: dag.id, seat: 'listener' })
  expect((await give(dag, 'Words')).body.code).toBe('listening')
  await move(ana, sessionId, { kind: 'next', from: step - 1 })
  expect((await give(ana, 'Words')).body.code).toBe('nothing-together')
})

test('with two authors swapped every answer and every record but the sealed ones is the same', async () => {
  const told = async (swapped: boolean) => {
    const place = await world()
    const { ana, ben, cleo, sessionId, give, show } = await collecting(place)
    const [first, second] = swapped ? [cleo, ben] : [ben, cleo]
    await give(first, 'The words of one')
    await give(second, 'The words of another')
    await show(ana)
    const { state, messages } = await roomOf(ana, sessionId)
    const records = await Promise.all(
      ['room_sessions', 'room_messages', 'room_attendances', 'room_papers'].map(name =>
        place.app.connection.collection(name).find().toArray(),
      ),
    )
    // Their numbers are shuffled: which has which is chance.
    const shown = messages.map(({ html, n: _, ...rest }) => ({ html, ...rest })).sort((one, other) => (one.html < other.html ? -1 : 1))
    const lists = records.map(list => list.map(record => withoutIds(bare(record), [ana, ben, cleo])).sort())
    return [withoutIds(state, [ana, ben, cleo]), withoutIds(shown, [ana, ben, cleo]), ...lists]
  }
  expect(await told(true)).toEqual(await told(false))
})

test('the order in which they are shown is chance, every order as likely as the others', () => {
  const counts = new Map<string, number>()
  for (let round = 0; round < 6_000; round += 1) {
    const order = shuffled(['a', 'b', 'c']).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  // A thousand each; six standard deviations are 174.
  expect([...counts.values()].map(count => Math.abs(count - 1_000) < 174)).toEqual(Array(6).fill(true))
})

/** With handles for accounts, and one word each for all other ids and times. */
function withoutIds(value: unknown, people: { id: string; handle: string }[]) {
  return people
    .reduce((text, { id, handle }) => text.replaceAll(id, handle), JSON.stringify(value))
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/\d{13}/g, 'MS')
}

/** Without what is sealed, and the names of papers, which only the key of the session makes. */
function bare(record: Record<string, unknown>) {
  const { sealed: _, sealedNotes: __, sealedSummary: ___, _id, contentHash: ____, ...rest } = record
  return rest
}

test('once shown, not even the records with their key tell who gave what', async () => {
  const place = await world()
  const { ana, ben, sessionId, give, show } = await collecting(place)
  await give(ben, 'canary of ben')
  await show(ana)
  const { keys } = place.app.features.rooms
  const sealer = await keys.sealerOf(sessionId)
  const papers = await place.app.connection.collection('room_papers').find({ sessionId }, { promoteBuffers: true }).toArray()
  const opened = papers.map(paper => JSON.stringify(sealer.open(paper.sealed as Buffer, String(paper._id))))
  expect(opened.join()).not.toContain('canary')
  const messages = await place.app.connection.collection('room_messages').find({ sessionId }, { promoteBuffers: true }).toArray()
  expect(messages.map(each => sealer.open(each.sealed as Buffer, String(each._id)))).toMatchObject([
    { author: null, source: 'canary of ben' },
  ])
  expect(JSON.stringify(messages)).not.toContain(ben.id)
})

test('dots are put unseen, up to three each, and shown as sums', async () => {
  const place = await world()
  const { ana, ben, cleo, dag, coordinator, spaceId } = await roomStage(place)
  const about = await voting({ ana, coordinator, spaceId })
  for (const who of [ana, ben, cleo, dag]) await enterAs(who, about.sessionId)
  await move(ana, about.sessionId, { kind: 'start' })
  const said = [(await say(ben, about.sessionId, 'One')).body.id, (await say(cleo, about.sessionId, 'Two')).body.id]
  const put = (who: typeof ana, messages: string[]) => who.call('PUT /api/sessions/:sessionId/dots', { params: about, body: { messages } })
  expect((await put(dag, [said[0]!, randomUUID()])).status).toBe(404)
  await put(dag, [said[0]!])
  await put(ben, [said[0]!, said[1]!])
  await put(ben, [said[1]!])
  expect((await roomOf(ana, about.sessionId)).state.dots).toBeNull()
  expect((await roomOf(ben, about.sessionId)).me.dots).toEqual([said[1]])
  await ana.must('POST /api/sessions/:sessionId/dots/show', { params: about })
  expect((await roomOf(dag, about.sessionId)).state.dots).toEqual({ [said[0]!]: 1, [said[1]!]: 1 })
  expect((await put(dag, [said[1]!])).body.code).toBe('nothing-together')
})

/** A session in a format of one open step that votes. */
async function voting({ ana, coordinator, spaceId }: Pick<Awaited<ReturnType<typeof roomStage>>, 'ana' | 'coordinator' | 'spaceId'>) {
  const { id } = await coordinator.must('POST /api/formats', {
    body: {
      name: 'Vote',
      bestFor: '',
      tradition: '',
      unit: 'minutes',
      groupSize: { min: 2, max: 10 },
      seats: ['facilitator'],
      rules: [],
      steps: [{ title: 'Choose', length: 5, floor: { mode: 'everyone', except: [] }, instructions: '', vote: true }],
    },
  })
  const session = await ana.must('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId },
    body: {
      title: 'A vote',
      formatId: id,
      startsAt: new Date().toISOString(),
      timeZone: 'UTC',
      seats: [{ seat: 'facilitator', handle: 'ana' }],
    },
  })
  return { sessionId: session.id }
}
