// Sorts without an index, against the plain sort of JavaScript.
import { expect, test } from 'vitest'
import { useDatabase } from './database.ts'

const database = useDatabase()

test.each([
  [0, 5],
  [0, 100],
  [30, 70],
  [0, 1500],
  [100, 3000],
  [0, 0],
])('skip %i and limit %i give the same as sorting everything', async (skip, limit) => {
  const things = database.fresh()
  const documents = Array.from({ length: 4000 }, (_, n) => ({ _id: n as never, a: (n * 7919) % 101, b: (n * 104_729) % 1009 }))
  await things.insertMany(documents)
  const found = await things
    .find({ _id: { $gte: 0 as never } })
    .sort({ a: -1, b: 1, _id: 1 })
    .skip(skip)
    .limit(limit)
    .toArray()
  const wanted = [...documents]
    .sort((x, y) => y.a - x.a || x.b - y.b || Number(x._id) - Number(y._id))
    .slice(skip, limit === 0 ? undefined : skip + limit)
  expect(found.map(({ _id }) => _id)).toEqual(wanted.map(({ _id }) => _id))
})
