// Polls: with names or as a secret ballot, changed until the close, shown when it was agreed, and of a secret ballot never who chose what.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BodyInput } from '@hearth/shared/contract'
import { expect, test } from 'vitest'
import { open } from '../pages/html.ts'
import type { Person } from '../people.ts'
import { type World, world } from '../world.ts'

const now = new Date('2026-03-01T10:00:00.000Z')
type Asked = NonNullable<BodyInput<'POST /api/spaces/:spaceId/topics'>['poll']>

async function scene(poll: Partial<Asked> = {}, more: object = {}) {
  const place = await world({ now })
  const [keeper, ada] = [await place.coordinator(), await place.member({ handle: 'ada' })]
  const voters = [await place.member({ handle: 'vera' }), await place.member({ handle: 'vito' }), await place.member({ handle: 'vida' })]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const topic = await ada.must('POST /api/spaces/:spaceId/topics', {
    params: { spaceId: space.id },
    body: { title: 'When?', body: 'Words', poll: { options: ['Mornings', 'Evenings', 'Ask @vera'], ...poll }, ...more },
  })
  const params = { topicId: topic.id }
  const see = (who: Person) => who.must('GET /api/topics/:topicId/poll', { params })
  const options = (await see(ada)).options.map(option => option.id)
  const vote = (who: Person, ...at: number[]) =>
    who.call('PUT /api/topics/:topicId/poll/vote', { params, body: { choices: at.map(each => options[each]!) } })
  const close = (who: Person) => who.call('POST /api/topics/:topicId/poll/close', { params })
  const votes = async (who: Person) => (await see(who)).tallies?.map(tally => tally.votes) ?? null
  return { place, keeper, ada, voters: voters as [Person, Person, Person], space, topic, params, see, options, vote, close, votes }
}

test('with names members see who chose what; guests see sums, and no name', async () => {
  const { place, ada, voters, see, vote } = await scene({ results: 'at-once' })
  const [one, two] = voters
  expect((await vote(one, 0)).body).toMatchObject({ mine: [expect.any(String)], voted: 1, hidden: null })
  await vote(two, 1)
  await vote(two, 0)
  const shown = await see(ada)
  expect(shown).toMatchObject({ voted: 2, mine: [] })
  expect(shown.tallies?.map(({ votes, voters: names }) => [votes, names?.map(name => (name as { handle: string }).handle)])).toEqual([
    [2, ['vera', 'vito']],
    [0, []],
    [0, []],
  ])
  const guest = place.guest()
  const told = await see(guest)
  expect(told).toMatchObject({ mine: null, voted: 2, can: { vote: false, close: false } })
  expect(told.tallies?.map(tally => tally.voters)).toEqual([null, null, null])
  expect(JSON.stringify(told)).not.toMatch(/\b(vera|vito)\b/)
  expect((await vote(guest, 0)).status).toBe(401)
})

test('results are shown at once, after one’s vote, or at the close, as it was asked', async () => {
  const after = await scene({ results: 'after-vote' })
  await after.vote(after.voters[0], 0)
  expect([await after.votes(after.voters[0]), await after.votes(after.voters[1])]).toEqual([[1, 0, 0], null])
  expect((await after.see(after.voters[1])).hidden).toBe('until-vote')
  expect(await after.votes(after.place.guest())).toBeNull()
  await after.vote(after.voters[0])
  expect(await after.votes(after.voters[0])).toBeNull()
  const late = await scene({ results: 'at-close', closesAt: '2026-03-02T10:00:00.000Z' })
  await late.vote(late.voters[0], 2)
  expect(await late.votes(late.voters[0])).toBeNull()
  late.place.setNow(new Date('2026-03-02T10:00:00.000Z'))
  expect(await late.see(late.place.guest())).toMatchObject({ closed: true, hidden: null, voted: 1 })
  expect((await late.vote(late.voters[1], 0)).body.code).toBe('poll-closed')
})

test('one choice or several, of what is there; the same twice is once', async () => {
  const { voters, vote, votes } = await scene({ results: 'at-once' })
  expect((await vote(voters[0], 0, 1)).body.errors).toMatchObject([{ pointer: '/choices', code: 'one-only' }])
  await vote(voters[0], 1)
  await vote(voters[0], 1)
  expect(await votes(voters[1])).toEqual([0, 1, 0])
  const several = await scene({ results: 'at-once', several: true })
  await several.vote(several.voters[0], 2, 0)
  expect(await several.votes(several.voters[1])).toEqual([1, 0, 1])
})

test('who started it words it anew until somebody has voted, and closes it; a moderator closes it, others do not', async () => {
  const { place, ada, voters, params, vote, close } = await scene({ results: 'at-once' })
  const change = () => ada.call('PATCH /api/topics/:topicId/poll', { params, body: { options: ['Mornings', 'Noon'] } })
  expect((await change()).body.options.map(option => option.text)).toEqual(['Mornings', 'Noon'])
  await vote(voters[0], 0)
  expect((await change()).body.code).toBe('poll-has-votes')
  expect((await close(voters[0])).body.code).toBe('not-allowed')
  expect((await close(await place.moderator())).body.closed).toBe(true)
  expect((await close(ada)).body.code).toBe('poll-closed')
})

test('a secret ballot can be changed, tells nothing before the close, sums after it, and keeps no ballot', async () => {
  const { place, ada, voters, see, vote, close, votes } = await scene({ secret: true, results: 'at-once' })
  for (const who of voters) await vote(who, 0)
  await vote(voters[2], 1)
  expect(await see(voters[2])).toMatchObject({
    results: 'at-close',
    hidden: 'until-close',
    tallies: null,
    voted: null,
    mine: [expect.any(String)],
  })
  await close(ada)
  expect(await votes(place.guest())).toEqual([2, 1, 0])
  expect(await see(voters[0])).toMatchObject({ mine: [], voted: 3 })
  expect((await see(voters[0])).tallies?.map(tally => tally.voters)).toEqual([null, null, null])
  expect(await place.app.connection.collection('poll_ballots').countDocuments()).toBe(0)
  const few = await scene({ secret: true })
  await few.vote(few.voters[0], 0)
  await few.vote(few.voters[1], 0)
  await few.close(few.ada)
  expect(await few.see(few.ada)).toMatchObject({ hidden: 'few', tallies: null, voted: null })
})

test('of a secret ballot nothing in the database or its files stands beside an account; its time closes it by itself', async () => {
  const { place, voters, options, vote } = await scene({ secret: true, closesAt: '2026-03-02T10:00:00.000Z' })
  for (const [at, who] of voters.entries()) await vote(who, at)
  const { connection } = place.app
  const ballots = await connection.collection('poll_ballots').find().toArray()
  expect(ballots).toHaveLength(3)
  for (const { name } of await connection.db!.listCollections().toArray())
    for (const doc of await connection.collection(name).find().toArray()) {
      const text = JSON.stringify(doc)
      const withAccount = voters.some(({ id, handle }) => text.includes(id) || text.includes(`"${handle}"`))
      expect([name, withAccount && options.some(option => text.includes(option))]).toEqual([name, false])
    }
  expect(place.lines.join()).not.toMatch(new RegExp(options.join('|')))
  expect(filesWith(place, Buffer.from(`${voters[0].id}:${options[0]}`))).toEqual([])
  place.setNow(new Date('2026-03-02T10:00:00.000Z'))
  await place.app.features.polls.closeDue()
  expect(await connection.collection('poll_ballots').countDocuments()).toBe(0)
})

function filesWith({ folder }: World, words: Buffer): string[] {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, String(name)))
    .filter(path => statSync(path).isFile() && readFileSync(path).includes(words))
}

test('a secret ballot answers everybody else the same, whichever of two people chose which', async () => {
  const history = async (swapped: boolean) => {
    const { place, keeper, voters, topic, options, see, vote, close } = await scene({ secret: true }, { anonymous: true })
    const [one, two, three] = swapped ? [voters[1], voters[0], voters[2]] : voters
    await vote(one, 0)
    await vote(two, 1)
    await vote(two, 2)
    await vote(three, 1)
    const told = async () =>
      JSON.stringify([
        await see(place.guest()),
        await see(keeper),
        await see(await place.member()),
        (await open(keeper, `/topics/${topic.id}/${topic.slug}`)).html,
      ])
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, found =>
          options.includes(found) ? `option ${options.indexOf(found)}` : 'id',
        )
        .replace(/Anonymous [a-z]+|person\d+|127.0.0.1:\d+/g, '')
    const before = await told()
    await close(await place.moderator())
    return [before, await told()]
  }
  expect(await history(true)).toEqual(await history(false))
})

test('a poll of what one may not read is not there', async () => {
  const { keeper, voters, space, params, vote } = await scene()
  await keeper.must('PATCH /api/spaces/:spaceId', { params: { spaceId: space.id }, body: { visibility: 'role:supervisor' } })
  expect((await vote(voters[0], 0)).body.code).toBe('not-found')
  expect((await voters[0].call('GET /api/topics/:topicId/poll', { params })).status).toBe(404)
})

test('without script one asks for a vote in a fold, votes, changes it and takes it back, and every word is kept', async () => {
  const { ada, voters, space } = await scene()
  const post = (who: Person, path: string, fields: Record<string, string>) => who.send('POST', path, { body: new URLSearchParams(fields) })
  const form = { title: 'By a form', body: 'Words', 'poll.options': 'One\nOne', 'poll.secret': 'false', 'poll.results': 'at-once' }
  const refused = await post(ada, `/spaces/${space.id}/topics`, form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('One of these stands there twice.')
  expect(refused.text).toContain('By a form')
  const to = (await post(ada, `/spaces/${space.id}/topics`, { ...form, 'poll.options': 'One\r\nOther\r\n' })).headers.get('location')!
  const address = to.split('?')[0]!
  const { document } = await open(voters[0], address)
  const [first, second] = [...document.querySelectorAll('#vote [name=choices]')].map(each => each.getAttribute('value')!) as [
    string,
    string,
  ]
  const action = document.querySelector('#vote')!.getAttribute('action')!
  expect((await post(voters[0], action, {})).text).toContain('vote-choices-fault')
  expect((await post(voters[0], action, { choices: first })).headers.get('location')).toContain('said=voted')
  await post(voters[0], action, { choices: second })
  const after = (await open(voters[0], address)).document
  expect(after.querySelector('#vote [name=choices][checked]')?.getAttribute('value')).toBe(second)
  expect(after.querySelector('.poll-results')?.textContent).toContain('Other (your choice)')
  expect(after.querySelector('.poll-results')?.textContent).not.toContain('%')
  await post(voters[0], action, { do: 'take-back' })
  expect((await open(voters[0], address)).document.querySelector('#vote [checked]')).toBeNull()
})
