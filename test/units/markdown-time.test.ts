// Bounded time: no text of 32 kB takes much longer than plain words, whatever it is made of.
import { expect, it } from 'vitest'
import { handlesIn, renderMarkdown } from '../../server/src/markdown/index.ts'
import { hostile, plain } from './markdown-hostile.ts'

const mentionable = new Map([['juno_r', '11111111-1111-4111-8111-111111111111']])
/** Plain words are one paragraph, so honest texts with many parts take some ten times as long. */
const timesPlain = 60
const boundMs = 50

function bestOf(tries: number, source: string) {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries; n += 1) best = Math.min(best, timed(source))
  return best
}

function timed(source: string) {
  const started = performance.now()
  renderMarkdown(source, mentionable)
  return performance.now() - started
}

/** Measured in the same run, so that a slow machine makes no test fail; warm, as a server is. */
const plainMs = bestOf(20, plain)

it.each(Object.entries(hostile))('32 kB of %s are rendered in bounded time', (_name, source) => {
  expect(source.length).toBeLessThanOrEqual(32_000)
  expect(bestOf(5, source)).toBeLessThan(Math.max(boundMs, timesPlain * plainMs))
})

it.each(Object.entries(hostile))('handles in 32 kB of %s are found in bounded time', (_name, source) => {
  const started = performance.now()
  handlesIn(source)
  expect(performance.now() - started).toBeLessThan(Math.max(4 * boundMs, 4 * timesPlain * plainMs))
})

/** Time grows with tags more than with letters; the longest post that was seen in use has some 500. */
const tagsMax = 16_000

it.each(Object.entries(hostile))('32 kB of %s become a bounded number of tags', (_name, source) => {
  const { html } = renderMarkdown(source, mentionable)
  expect(html.split('<').length - 1).toBeLessThanOrEqual(tagsMax)
})
