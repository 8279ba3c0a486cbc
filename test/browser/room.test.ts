// A room in real browsers: what one says the others see, the composer keeps every word, and it works by keyboard, on a phone and without script.
import { expect, it } from 'vitest'
import { leadTo, move, say } from '../features/rooms-stage.ts'
import { alive, room } from './room-visit.ts'
import { expectNoComplaints, see, type Visitor, visitor } from './visitor.ts'

const slow = { timeout: 120_000 }

it('one says something, the other sees it in place, and the floor moves on for both', slow, async () => {
  const { url, opened, ana, ben, dag, sessionId, address } = await room()
  const [presenter, other] = [await visitor(opened, url, ben), await visitor(opened, url, dag)]
  await leadTo(ana, sessionId, 2)
  await Promise.all([alive(presenter, address), alive(other, address)])
  await see(presenter.page.locator('#floor-who')).toHaveText('You have the floor')
  await see(other.page.locator('#floor-who')).toHaveText('Ben has the floor')

  const field = presenter.page.locator('#say-body')
  await field.fill('A woman named Marta asked me.')
  await see(presenter.page.locator('.say-hint mark')).toHaveText('Marta')
  await field.fill('She asked me to count **her** tablets.')
  await field.press('Control+Enter')
  await see(other.page.locator('.said-line')).toContainText('She asked me to count her tablets.')
  await see(presenter.page.locator('.said-line strong')).toHaveText('her')
  await see(field).toHaveValue('')
  await see(field).toBeFocused()
  await see(other.page.locator('.said-line.speaking')).toHaveCount(1)

  await other.page.locator('#say-body').fill('Did she say why?')
  await other.page.getByRole('button', { name: 'Send' }).click({ force: true })
  await see(other.page.locator('#status')).toContainText('Kept here. You can send when the floor comes to you.')
  await see(other.page.locator('#say-body')).toHaveValue('Did she say why?')

  await move(ana, sessionId, { kind: 'next', from: 1 })
  await see(other.page.locator('#floor-who')).toHaveText('The floor is open')
  await see(other.page.locator('#say-body')).toHaveValue('Did she say why?')
  await other.page.getByRole('button', { name: 'Send' }).click()
  await see(presenter.page.locator('.said-line').last()).toContainText('Did she say why?')

  await move(ana, sessionId, { kind: 'next', from: 2 })
  await see(presenter.page.locator('#floor-who')).toHaveText('You are listening')
  await see(presenter.page.locator('#pad-body')).toBeVisible()
  expectNoComplaints(presenter, other)
})

it(
  'without script one reads, writes on a page that stays, is refused with every word, and is heard when the floor comes',
  slow,
  async () => {
    const { url, opened, ana, ben, dag, sessionId, address } = await room()
    await leadTo(ana, sessionId, 2)
    const { page } = await visitor(opened, url, dag, { script: false })
    await page.goto(address)
    expect(await page.locator('meta[http-equiv="refresh"]').getAttribute('content')).toBe('20')
    await see(page.locator('#floor-who')).toHaveText('Ben has the floor')
    expect(await page.locator('#say-body').isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Write' }).click()
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(0)
    await page.locator('#say-body').fill('Did she say why?')
    await page.locator('button.send').click({ force: true })
    await see(page.locator('.refusal')).toContainText('The floor is not yours just now')
    await see(page.locator('#say-body')).toHaveValue('Did she say why?')
    await move(ana, sessionId, { kind: 'next', from: 1 })
    await page.locator('button.send').click({ force: true })
    await see(page.locator('.said-line')).toContainText('Did she say why?')
    await page.getByRole('button', { name: 'Hold' }).click()
    await see(page.locator('#floor-who')).toHaveText('On hold, by Dag')
    await move(ana, sessionId, { kind: 'release' })
    await say(ben, sessionId, 'She did not.')
    await page.reload()
    await see(page.locator('.said-line').last()).toContainText('She did not.')
  },
)

it('what is written stays in this tab alone, comes back after loading again, and outlives a hold', slow, async () => {
  const { url, opened, ana, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 2)
  const person = await visitor(opened, url, dag)
  const { page } = person
  await alive(person, address)
  await page.locator('#say-body').fill('Words for nobody yet')
  await expect.poll(() => page.evaluate(() => (history.state as { words?: string } | null)?.words)).toBe('Words for nobody yet')
  await page.reload()
  await see(page.locator('[data-island="room"][data-alive]')).toBeAttached()
  await see(page.locator('#say-body')).toHaveValue('Words for nobody yet')
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain('Words')
  await move(ana, sessionId, { kind: 'hold', aftercare: null })
  await see(page.locator('#room-alert')).toHaveText('The session is on hold.')
  await see(page.locator('#say-body')).toHaveValue('Words for nobody yet')
  expectNoComplaints(person)
})

it('the whole of a round is passed through by keyboard alone, with keys that say what is asked', slow, async () => {
  const { url, opened, ana, ben, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 6)
  const person = await visitor(opened, url, dag)
  const { page } = person
  await alive(person, address)
  await page.keyboard.press('f')
  await see(page.locator('#status')).toContainText('Ana has the floor.')
  await page.keyboard.press('t')
  await see(page.locator('#status')).toContainText('left.')
  await say(ana, sessionId, 'I would tell her first.')
  await see(page.locator('.said-line')).toContainText('I would tell her first.')
  await move(ana, sessionId, { kind: 'pass', turn: 0 })
  await see(page.locator('#floor-who')).toContainText('has the floor')
  const passes = async () => {
    const state = (await ana.must('GET /api/sessions/:sessionId/room', { params: { sessionId }, query: {} })).state
    return state.round!
  }
  while ((await passes()).order[(await passes()).turn] !== dag.id) await move(ana, sessionId, { kind: 'pass', turn: (await passes()).turn })
  await see(page.locator('#floor-who')).toHaveText('You have the floor')
  await page.locator('#say-body').focus()
  await page.keyboard.type('nft is a word, not keys')
  await page.keyboard.press('Control+Enter')
  await see(page.locator('.said-line').last()).toContainText('nft is a word')
  const pass = page.getByRole('button', { name: 'Done', exact: true })
  while (!(await pass.evaluate(element => element === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await see(page.locator('#order-title + .order li.you .st')).toHaveText('has spoken')
  await ben.must('GET /api/sessions/:sessionId/room', { params: { sessionId }, query: {} })
  expectNoComplaints(person)
})

it('a reader who looks further up is not moved, and is told of what is new', slow, async () => {
  const { url, opened, ana, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 3)
  for (let n = 0; n < 30; n += 1)
    await say(ana, sessionId, `Sentence number ${n}, which is as long as sentences are when people think aloud together.`)
  const person = await visitor(opened, url, dag)
  const { page } = person
  await page.setViewportSize({ width: 360, height: 740 })
  await alive(person, address)
  const last = page.locator('.said-line').last()
  await expect.poll(() => inView(page)).toBe(true)
  await say(ana, sessionId, 'At the end, seen at once')
  await see(last).toContainText('At the end, seen at once')
  await expect.poll(() => inView(page)).toBe(true)
  await page.evaluate(() => scrollTo(0, 300))
  const before = await page.evaluate(() => scrollY)
  await say(ana, sessionId, 'Below what is read')
  await see(page.locator('[data-to-new]')).toHaveText('1 new message')
  expect(await page.evaluate(() => scrollY)).toBe(before)
  await page.locator('[data-to-new]').click()
  await see(last).toBeFocused()
  await see(page.locator('[data-to-new]')).toHaveCount(0)
  expectNoComplaints(person)
})

function inView(page: Visitor['page']) {
  return page.evaluate(() => {
    const line = [...document.querySelectorAll('.said-line')].at(-1)!.getBoundingClientRect()
    return line.top >= 0 && line.bottom <= document.querySelector('.foot-part')!.getBoundingClientRect().top + 2
  })
}

it('a phone that was without a net catches up with everything when it is back, and says so meanwhile', slow, async () => {
  const { url, opened, ana, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 3)
  const person = await visitor(opened, url, dag)
  const { page, context } = person
  await alive(person, address)
  await page.locator('#say-body').fill('Written before the tunnel')
  // An open WebSocket outlives the emulated loss of the net, so it is closed by hand.
  await context.setOffline(true)
  await page.evaluate(() => dispatchEvent(new Event('pagehide')))
  await see(page.locator('#floor-who')).toHaveText('We cannot reach the room')
  await say(ana, sessionId, 'Said in the tunnel')
  await move(ana, sessionId, { kind: 'next', from: 2 })
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await see(page.locator('.said-line')).toContainText('Said in the tunnel')
  await see(page.locator('#floor-who')).toHaveText('The floor is open')
  await see(page.locator('.floor .step')).toContainText('Step 4 of 8')
  await see(page.locator('#say-body')).toHaveValue('Written before the tunnel')
})

it('where WebSocket is blocked the room is followed all the same', slow, async () => {
  const { url, opened, ana, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 3)
  const person = await visitor(opened, url, dag)
  const { page } = person
  // As behind a proxy that refuses the upgrade.
  await page.addInitScript(() => {
    const refused = class extends EventTarget {
      onerror: ((event: Event) => void) | null = null
      constructor() {
        super()
        setTimeout(() => this.onerror?.(new Event('error')))
      }
      send() {}
      close() {}
    }
    Object.assign(globalThis, { WebSocket: refused })
  })
  await alive(person, address)
  await expect.poll(() => polls(page), { timeout: 15_000 }).toBe(true)
  await say(ana, sessionId, 'Heard by polling')
  await see(page.locator('.said-line')).toContainText('Heard by polling')
})

it('who was signed out meanwhile is told so, and keeps every word', slow, async () => {
  const { url, opened, ana, dag, sessionId, address } = await room()
  await leadTo(ana, sessionId, 3)
  const person = await visitor(opened, url, dag)
  const { page } = person
  await alive(person, address)
  await page.locator('#say-body').fill('Words that took an hour')
  await dag.must('POST /api/sign-out')
  await see(page.locator('#say .refusal')).toContainText('Sign in first')
  await see(page.locator('#say-body')).toHaveValue('Words that took an hour')
})

function polls(page: Visitor['page']) {
  return page.evaluate(() => performance.getEntriesByType('resource').some(each => each.name.includes('transport=polling')))
}
