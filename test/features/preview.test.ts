// A preview is what the stored result is: over every text that was ever tried against the parser, and with mentions.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from '../contract/stage.ts'
import { xssCorpus } from '../units/markdown-xss-corpus.ts'

const ordinary = [
  'Hello @author and @nobody',
  '# A heading\n\n1. one\n2. two\n\n> said\n\n`code` **strong** *so*',
  '[a link](https://a.example)\r\nand a line',
]

let scene: Stage
beforeAll(async () => {
  scene = await stage()
})
afterAll(() => scene?.place.close())

test('the preview of a text and the reply that is made of it are the same to the letter', async () => {
  const { author, open } = scene
  let compared = 0
  for (const body of new Set([...ordinary, ...xssCorpus])) {
    const preview = await author.call('POST /api/preview', { body: { body } })
    const posted = await author.call('POST /api/topics/:topicId/replies', { params: { topicId: open.topicId }, body: { body } })
    expect(posted.status === 201, body).toBe(preview.status === 200)
    if (posted.status !== 201) continue
    expect(preview.body.html, body).toBe(posted.body.html)
    compared += 1
  }
  expect(compared).toBeGreaterThan(50)
}, 120_000)
