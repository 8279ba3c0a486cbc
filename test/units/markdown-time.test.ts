// Bounded time: no text of 32 kB takes much longer than plain words, whatever it is made of.
import { expect, it } from 'vitest'
import { handlesIn, renderMarkdown } from '../../server/src/markdown/index.ts'
import { hostile, plain } from './markdown-hostile.ts'

const mentionable = new Map([['juno_r', '11111111-1111-4111-8111-111111111111']])
const render = (source: string) => renderMarkdown(source, mentionable)
/** Plain words are one paragraph, so honest texts with many parts take some ten times as long. */
const timesPlain = 60
const leastBoundMs = 50
const tries = 20

/** Time of the processor and not of the clock, so that other work on the machine makes no test fail. */
function timed(work: (source: string) => unknown, source: string) {
  const before = process.cpuUsage()
  work(source)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** The best of some tries, since the first ones run before the code is warm; ends when it is good enough. */
function best(work: (source: string) => unknown, source: string, goodEnough: number) {
  let found = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries && found > goodEnough; n += 1) found = Math.min(found, timed(work, source))
  return found
}

const boundMs = Math.max(leastBoundMs, timesPlain * best(render, plain, 0))

it.each(Object.entries(hostile))('32 kB of %s are rendered in bounded time', (_name, source) => {
  expect(source.length).toBeLessThanOrEqual(32_000)
  expect(best(render, source, boundMs)).toBeLessThanOrEqual(boundMs)
})

it.each(Object.entries(hostile))('handles in 32 kB of %s are found in bounded time', (_name, source) => {
  expect(best(handlesIn, source, boundMs)).toBeLessThanOrEqual(boundMs)
})

/** Time grows with tags more than with letters; the longest post that was seen in use has some 500. */
const tagsMax = 16_000

it.each(Object.entries(hostile))('32 kB of %s become a bounded number of tags', (_name, source) => {
  expect(render(source).html.split('<').length - 1).toBeLessThanOrEqual(tagsMax)
})
