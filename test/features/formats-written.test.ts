// Formats that a community writes for itself: made or copied by coordinators, changed version by version, withdrawn and brought back.
import { randomUUID } from 'node:crypto'
import type { BodyInput } from '@hearth/shared/contract'
import { describe, expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'

const walk: BodyInput<'POST /api/formats'> = {
  name: 'Walk and talk',
  bestFor: 'Two who have sat all day.',
  tradition: 'Supervision on foot, as many teams do it.',
  unit: 'minutes',
  groupSize: { min: 2, max: 4 },
  turns: 2,
  seats: ['facilitator', 'presenter'],
  rules: ['confidential'],
  steps: [
    { title: 'Set off', length: 5, floor: { mode: 'everyone' }, instructions: 'Say where to.\r\nThen go.' },
    {
      title: 'Tell',
      length: 20,
      floor: { mode: 'presenter' },
      instructions: 'One tells, the other listens.',
      gather: 'together',
      vote: true,
    },
    { title: 'Sit down', length: 10, floor: { mode: 'round', except: ['presenter'] }, instructions: '', optional: true },
  ],
}

const make = (person: Person, body: BodyInput<'POST /api/formats'>) => person.call('POST /api/formats', { body })
const at = (formatId: string) => ({ params: { formatId } })

async function written() {
  const here = await world()
  const keeper = await here.coordinator()
  const format = await keeper.must('POST /api/formats', { body: walk })
  const { id, slug, total, version, own, withdrawn, ...words } = format
  return { ...here, keeper, format, words }
}

describe('a format that a coordinator writes', () => {
  test('is read by everybody, before those that came with Hearth, with its time in all', async () => {
    const { guest, format } = await written()
    expect(format).toMatchObject({ slug: 'walk-and-talk', total: 50, version: 1, own: true, withdrawn: false })
    expect(format.steps[0]).toMatchObject({ instructions: 'Say where to.\nThen go.', gather: 'open', vote: false })
    expect(await guest().must('GET /api/formats/:formatId', at(format.id))).toEqual(format)
    const { items } = await guest().must('GET /api/formats')
    expect(items.map(row => row.own)).toEqual([true, ...Array<boolean>(15).fill(false)])
    expect(items[0]).toMatchObject({ id: format.id, name: 'Walk and talk', total: 50, steps: 3 })
  })

  test('is there once though it was sent twice; other words under its id, or somebody else with it, are refused', async () => {
    const { coordinator, keeper, guest } = await written()
    const body = { ...walk, id: randomUUID() }
    const [first, again] = [await make(keeper, body), await make(keeper, body)]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await make(keeper, { ...body, name: 'Sit and talk' })).body).toMatchObject({
      code: 'already-sent',
      link: `/formats/${body.id}/edit`,
    })
    expect((await make(await coordinator(), body)).body.code).toBe('id-taken')
    const shipped = (await guest().must('GET /api/formats')).items.at(-1)!
    expect((await make(keeper, { ...walk, id: shipped.id })).body.code).toBe('id-taken')
  })

  test('names every fault of every step by its place', async () => {
    const { keeper } = await written()
    const [first, second] = walk.steps!
    const answer = await make(keeper, {
      ...walk,
      groupSize: { min: 5, max: 4 },
      steps: [first!, { ...second!, title: ' ', length: 0, prompts: ['one\ntwo'] }],
    })
    expect(answer.status).toBe(422)
    expect(answer.body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/groupSize/max', 'below-min'],
      ['/steps/1/title', 'required'],
      ['/steps/1/length', 'too-low'],
      ['/steps/1/prompts/0', 'custom'],
    ])
    const reversed = await make(keeper, { ...walk, steps: [{ ...first!, instructions: 'Say \u202ewhere to.' }] })
    expect(reversed.body.errors).toMatchObject([{ pointer: '/steps/0/instructions' }])
  })

  test('tells a guest no handle, wherever one was written', async () => {
    const { guest, keeper } = await written()
    const [first] = walk.steps!
    const named = {
      ...walk,
      name: 'Walk with @juno_r',
      bestFor: 'Ask @juno_r.',
      steps: [{ ...first!, prompts: ['What would @juno_r say?'] }],
    }
    const { id } = await keeper.must('POST /api/formats', { body: named })
    const seen = [await guest().must('GET /api/formats/:formatId', at(id)), await guest().must('GET /api/formats')]
    expect(JSON.stringify(seen)).not.toContain('juno')
    expect((await keeper.must('GET /api/formats/:formatId', at(id))).name).toBe('Walk with @juno_r')
  })
})

describe('a copy', () => {
  test('has the words of its source where none are given, and leaves the source as it is', async () => {
    const { guest, keeper } = await written()
    const row = (await guest().must('GET /api/formats')).items.find(each => each.slug === 'echo-style')!
    const source = await guest().must('GET /api/formats/:formatId', at(row.id))
    const copy = await keeper.must('POST /api/formats', { body: { from: row.id, name: 'Our learning hour', turns: 2 } })
    const { id, slug, own, name, turns, total, ...rest } = copy
    expect({ slug, own, name, turns, total }).toEqual({
      slug: 'our-learning-hour',
      own: true,
      name: 'Our learning hour',
      turns: 2,
      total: 2 * source.total,
    })
    expect(source).toMatchObject(rest)
    expect(await guest().must('GET /api/formats/:formatId', at(row.id))).toEqual(source)
    const again = await keeper.must('POST /api/formats', { body: { from: copy.id } })
    expect(again).toMatchObject({ name: 'Our learning hour', turns: 2, steps: copy.steps })
  })

  test('of what is not there is refused, and without a source all that is missing is named', async () => {
    const { keeper } = await written()
    expect((await make(keeper, { from: randomUUID() })).body.errors).toMatchObject([{ pointer: '/from', code: 'unknown' }])
    const { errors } = (await make(keeper, { name: 'Half a format' })).body
    expect(errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toContain('/steps required')
    expect(errors).toHaveLength(7)
  })
})

describe('a change', () => {
  test('is the next version, and what was planned with the one before keeps that', async () => {
    const { app, keeper, format, words } = await written()
    const planned = await app.features.rooms.formatFor(format.id)
    const changed = await keeper.must('PUT /api/formats/:formatId', { ...at(format.id), body: { ...words, name: 'Walk', basedOn: 1 } })
    expect(changed).toMatchObject({ id: format.id, name: 'Walk', slug: 'walk', version: 2 })
    expect(await app.features.rooms.formatFor(format.id)).toEqual(changed)
    expect(planned).toEqual(format)
  })

  test('that was based on an older version is refused; the same sent again is not', async () => {
    const { keeper, format, words } = await written()
    const change = (body: BodyInput<'PUT /api/formats/:formatId'>) => keeper.call('PUT /api/formats/:formatId', { ...at(format.id), body })
    expect((await change({ ...words, basedOn: 1 })).body.version).toBe(1)
    expect((await change({ ...words, name: 'Walk', basedOn: 1 })).body.version).toBe(2)
    expect((await change({ ...words, name: 'Walk', basedOn: 1 })).body.version).toBe(2)
    expect((await change({ ...words, name: 'Talk', basedOn: 1 })).body).toMatchObject({
      code: 'edited-meanwhile',
      link: `/formats/${format.id}/edit`,
    })
  })

  test('of many at once is taken from one', async () => {
    const { keeper, format, words } = await written()
    const answers = await Promise.all(
      [1, 2, 3, 4].map(n =>
        keeper.call('PUT /api/formats/:formatId', { ...at(format.id), body: { ...words, name: `Walk ${n}`, basedOn: 1 } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect((await keeper.must('GET /api/formats/:formatId', at(format.id))).version).toBe(2)
  })

  test('of a format that came with Hearth is refused, to coordinators too', async () => {
    const { keeper, words } = await written()
    const shipped = (await keeper.must('GET /api/formats')).items.at(-1)!
    const answers = [
      await keeper.call('PUT /api/formats/:formatId', { ...at(shipped.id), body: { ...words, basedOn: 1 } }),
      await keeper.call('DELETE /api/formats/:formatId', at(shipped.id)),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(['format-shipped', 'format-shipped'])
  })
})

test('a format that is withdrawn is offered to nobody, stays to be read, and comes back', async () => {
  const { app, guest, member, keeper, format } = await written()
  const wren = await member()
  const offered = async (person: Person) => {
    const { items, withdrawn } = await person.must('GET /api/formats')
    return [items, withdrawn].map(rows => rows.some(({ id }) => id === format.id))
  }
  for (let times = 0; times < 2; times += 1)
    expect((await keeper.must('DELETE /api/formats/:formatId', at(format.id))).withdrawn).toBe(true)
  expect(await Promise.all([guest(), wren, keeper].map(offered))).toEqual([
    [false, false],
    [false, false],
    [false, true],
  ])
  expect(await app.features.rooms.formatFor(format.id)).toBeNull()
  expect(await guest().must('GET /api/formats/:formatId', at(format.id))).toEqual({ ...format, withdrawn: true })

  expect(await keeper.must('POST /api/formats/:formatId/restore', at(format.id))).toEqual(format)
  expect(await offered(wren)).toEqual([true, false])
  expect(await app.features.rooms.formatFor(format.id)).toEqual(format)
})

test('who is no coordinator neither makes, changes, withdraws nor brings back', async () => {
  const { member, moderator, format, words } = await written()
  for (const person of [await member(), await moderator()]) {
    const answers = [
      await make(person, walk),
      await person.call('PUT /api/formats/:formatId', { ...at(format.id), body: { ...words, name: 'Mine', basedOn: 1 } }),
      await person.call('DELETE /api/formats/:formatId', at(format.id)),
      await person.call('POST /api/formats/:formatId/restore', at(format.id)),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(Array(4).fill('not-allowed'))
  }
})
