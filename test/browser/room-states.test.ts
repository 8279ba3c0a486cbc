// The room in each of its states as people see it: nothing that axe finds, nothing that scrolls sideways, in the sizes and colours that people use.
import { expect, it } from 'vitest'
import { leadTo, move, say } from '../features/rooms-stage.ts'
import { faultsIn } from './axe.ts'
import { desk, phone } from './chromium.ts'
import { type RoomVisit, room } from './room-visit.ts'
import { see } from './visitor.ts'

/** Each brings the room into a state that looks different. */
const states: [name: string, bring: (here: RoomVisit) => Promise<unknown>][] = [
  ['the door open', async () => undefined],
  ['the presenter speaks', ({ ana, sessionId }) => leadTo(ana, sessionId, 2)],
  [
    'an open floor with hands up and words with signs',
    async ({ ana, dag, cleo, sessionId }) => {
      await leadTo(ana, sessionId, 4)
      await move(dag, sessionId, { kind: 'raise-hand' })
      const { body } = await say(cleo, sessionId, 'It might be **fear**. '.repeat(12))
      const params = { sessionId, messageId: body.id }
      await ana.must('PUT /api/sessions/:sessionId/messages/:messageId/reactions', { params, body: { kind: 'with-you', on: true } })
      await say(ana, sessionId, 'Four minutes.', { note: true })
    },
  ],
  ['a round', ({ ana, sessionId }) => leadTo(ana, sessionId, 6)],
  ['a hold', ({ dag, sessionId }) => move(dag, sessionId, { kind: 'hold', aftercare: null })],
  [
    'the closing',
    async ({ ana, ben, sessionId }) => {
      await move(ana, sessionId, { kind: 'release' })
      await move(ana, sessionId, { kind: 'end' })
      const params = { sessionId }
      await ana.must('PUT /api/sessions/:sessionId/summary', { params, body: { body: 'We keep this.' } })
      await ben.must('POST /api/sessions/:sessionId/takeaways', { params, body: { text: 'Say it first.' } })
    },
  ],
  ['closed', ({ ana, sessionId }) => move(ana, sessionId, { kind: 'close' })],
]

it('axe finds no fault in any state, for who leads, presents and takes part, and nothing scrolls sideways', {
  timeout: 240_000,
}, async () => {
  const here = await room()
  const { opened, url, ana, ben, dag, address } = here
  const looks = [
    [ana, { ...phone, colorScheme: 'dark' }],
    [ben, { ...desk, colorScheme: 'light' }],
    [dag, { viewport: { width: 320, height: 640 }, contrast: 'more' }],
  ] as const
  const pages = await Promise.all(
    looks.map(async ([person, look]) => {
      const context = await opened.newContext({ ...look, baseURL: url, bypassCSP: true })
      await context.addCookies([...person.jar].map(([name, value]) => ({ name, value, url })))
      return context.newPage()
    }),
  )
  for (const [name, bring] of states) {
    await bring(here)
    for (const [at, page] of pages.entries()) {
      await page.goto(address)
      await see(page.locator('[data-island="room"][data-alive]')).toBeAttached()
      for (const fold of await page.locator('.lead-part > details, .steps > details').all())
        await fold.evaluate(each => each.setAttribute('open', ''))
      expect([name, at, await faultsIn(page)]).toEqual([name, at, []])
      expect([name, at, await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)]).toEqual([
        name,
        at,
        0,
      ])
    }
  }
})
