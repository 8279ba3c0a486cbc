// Group commit: one commit for a turn of the event loop, each job on its own feet, nothing of a failed one left.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Environment } from '../../src/store/environment.ts'
import { newFolder } from './database.ts'

let folder: string
let environment: Environment

beforeEach(() => {
  folder = newFolder()
  environment = new Environment(join(folder, 'data.mdb'))
})

afterEach(async () => {
  await environment.close()
  rmSync(folder, { recursive: true })
})

const key = (text: string) => Buffer.from(text)
const put = (text: string) => () => environment.put(key(text), key(`value of ${text}`))
const has = (text: string) => environment.live.get(key(text)) !== undefined

test('the jobs of one turn share one commit, and each sees what those before it did', async () => {
  const before = environment.live.version()
  const seen = environment.write(() => has('a'))
  const first = environment.write(put('a'))
  const second = environment.write(() => has('a'))
  expect(await Promise.all([seen, first, second])).toEqual([false, undefined, true])
  expect(environment.live.version()).toBe(before + 1)
})

test('nothing is answered before it can be read', async () => {
  await environment.write(put('a'))
  expect(has('a')).toBe(true)
})

test('a job that fails before it put anything does not disturb its neighbours', async () => {
  const refused = environment.write(() => {
    throw new Error('no')
  })
  const neighbour = environment.write(put('a'))
  await expect(refused).rejects.toThrow('no')
  await neighbour
  expect(has('a')).toBe(true)
})

test('a job that fails half-way leaves nothing of itself, in the store or in memory, and its neighbours are done', async () => {
  let counter = 0
  const count = () => {
    counter++
    environment.onRollback(() => {
      counter--
    })
  }
  const torn = environment.write(() => {
    put('torn')()
    count()
    throw new Error('half-way')
  })
  const neighbour = environment.write(() => {
    put('whole')()
    count()
  })
  await expect(torn).rejects.toThrow('half-way')
  await neighbour
  expect([has('torn'), has('whole'), counter]).toEqual([false, true, 1])
})

test('a snapshot stays as it was', async () => {
  await environment.write(put('a'))
  const snapshot = environment.snapshot()
  await environment.write(put('b'))
  expect([snapshot.get(key('b')), has('b')]).toEqual([undefined, true])
  snapshot.close()
})

test('a value that is not wanted is not copied, and the rest of a range comes in either direction', async () => {
  await Promise.all(['a1', 'a2', 'a3', 'b1'].map(text => environment.write(put(text))))
  const range = { start: key('a'), end: key('b'), reverse: false, limit: 10 }
  const chunk = environment.live.range(range, value => value.toString('utf8', 0, value.length) !== 'value of a2')
  expect(chunk.entries.map(entry => entry.key.toString())).toEqual(['a1', 'a3'])
  expect([chunk.examined, chunk.last?.toString()]).toEqual([3, 'a3'])
  const back = environment.live.range({ start: key('b'), end: key('a'), reverse: true, limit: 2, exclusiveStart: true, inclusiveEnd: true })
  expect(back.entries.map(entry => entry.key.toString())).toEqual(['a3', 'a2'])
})
