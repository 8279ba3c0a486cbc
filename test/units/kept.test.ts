// What is held in memory: bounded by weight, never past its token, and never older than a change.
import { kept } from '@hearth/server/kept'
import { expect, test } from 'vitest'

test('what is heaviest in all goes by the order in which it was last asked for', () => {
  const held = kept<string>(10)
  held.set('first', 'a', 4)
  held.set('second', 'b', 4)
  held.get('first')
  held.set('third', 'c', 4)
  expect([held.get('first'), held.get('second'), held.get('third')]).toEqual(['a', undefined, 'c'])
})

test('a value is held only while its token is the same', async () => {
  const held = kept<number>(10)
  let token = 1
  let loads = 0
  const ask = () =>
    held.ask(
      'key',
      () => token,
      async () => (loads += 1),
    )
  expect([await ask(), await ask()]).toEqual([1, 1])
  token = 2
  expect(await ask()).toBe(2)
})

test('what was read before a change and arrives after it is answered once and not held', async () => {
  const held = kept<string>(10)
  let token = 1
  const slow = held.ask(
    'key',
    () => token,
    async () => {
      token = 2
      return 'before the change'
    },
  )
  expect(await slow).toBe('before the change')
  expect(held.get('key', 2)).toBeUndefined()
  expect(held.get('key', 1)).toBeUndefined()
})
