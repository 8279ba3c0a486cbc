// Changes of one parent: in order, many in one commit, and each with its own failure.
import { changesOf } from '@hearth/server/db/change'
import { expect, test } from 'vitest'
import { world } from '../world.ts'

type Line = { _id: string; at: number }

async function stage() {
  const { app } = await world()
  const lines = app.connection.collection<Line>('lines')
  return {
    lines,
    changes: changesOf(app.connection),
    written: async () => (await lines.find().sort({ at: 1 }).toArray()).map(line => line._id),
  }
}

test('changes of one parent are written in the order in which they were asked for', async () => {
  const { lines, changes, written } = await stage()
  const ids = Array.from({ length: 30 }, (_, at) => `line ${at}`)
  const results = await Promise.all(
    ids.map(_id =>
      changes.on('parent', async session => {
        const at = await lines.countDocuments({}, { session })
        await lines.insertOne({ _id, at }, { session })
        return at
      }),
    ),
  )
  expect(results).toEqual(ids.map((_, at) => at))
  expect(await written()).toEqual(ids)
})

test('a change that fails takes no other with it', async () => {
  const { lines, changes, written } = await stage()
  const write = (_id: string, at: number) => changes.on('parent', async session => void (await lines.insertOne({ _id, at }, { session })))
  const ends = await Promise.allSettled([
    write('first', 1),
    write('second', 2),
    write('second', 3),
    changes.on('parent', async session => {
      await lines.insertOne({ _id: 'never', at: 4 }, { session })
      throw new Error('refused')
    }),
    write('last', 5),
  ])
  expect(ends.map(end => end.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(await written()).toEqual(['first', 'second', 'last'])
  await changes.idle()
})

test('what several do alike is done together, and one that fails takes no other with it', async () => {
  const { lines, changes, written } = await stage()
  const rows: string[][] = []
  const write = async (session: Parameters<Parameters<typeof changes.on>[1]>[0], ids: string[]) => {
    rows.push(ids)
    await lines.insertMany(
      ids.map((_id, at) => ({ _id, at })),
      { session },
    )
    return ids.map(id => `wrote ${id}`)
  }
  const all = ['first', 'second', 'third']
  expect(await Promise.all(all.map(id => changes.among('parent', write, id)))).toEqual(all.map(id => `wrote ${id}`))
  expect(rows).toEqual([['first'], ['second', 'third']])
  rows.length = 0

  const ends = await Promise.allSettled(['fourth', 'fifth', 'first', 'sixth'].map(id => changes.among('parent', write, id)))
  expect(ends.map(end => end.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(rows).toEqual([['fourth'], ['fifth', 'first', 'sixth'], ['fifth'], ['first'], ['sixth']])
  expect((await written()).sort()).toEqual([...all, 'fourth', 'fifth', 'sixth'].sort())
})
