// A whole collegial consultation in six browsers: one leads, one presents on a phone, one keeps notes, one has only a keyboard, one no script, one listens.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { roomStage } from '../features/rooms-stage.ts'
import { world } from '../world.ts'
import { faultsIn } from './axe.ts'
import { browser, phone } from './chromium.ts'
import { expectNoComplaints, see, type Visitor, visitor } from './visitor.ts'

it('goes from the door through eight steps to what stays, for everybody at once', { timeout: 240_000 }, async () => {
  const place = await world()
  const { ana, ben, cleo, dag, sessionId } = await roomStage(place)
  const [eve, finn] = [
    await place.member({ handle: 'eve', displayName: 'Eve' }),
    await place.member({ handle: 'finn', displayName: 'Finn' }),
  ]
  const opened = await browser()
  const open = (who: typeof ana, options = {}) => visitor(opened, place.url, who, options)
  const [leads, presents, notes, keys, plain, listens] = await Promise.all(
    [ana, ben, cleo, dag, eve, finn].map(who => open(who, who === eve ? { script: false } : {})),
  )
  await presents!.page.setViewportSize(phone.viewport)
  const everybody = [leads!, presents!, notes!, keys!, plain!, listens!]

  // The door.
  for (const each of everybody) await goIn(each.page, sessionId, each === listens)
  await see(leads!.page.locator('.people')).toContainText('Finn')
  await press(leads!.page, 'Start')
  await see(presents!.page.locator('.floor .step')).toContainText('Settle roles')

  // 2: the presenter alone.
  await next(leads!.page, 'Tell the situation')
  await see(presents!.page.locator('#floor-who')).toHaveText('You have the floor')
  await send(presents!, 'I was asked to look at tablets while I was visiting. How do I go back?')
  await see(keys!.page.locator('.said-line').last()).toContainText('How do I go back?')

  // 3: questions; somebody without a mouse, and somebody without script.
  await next(leads!.page, 'Questions to understand')
  await see(keys!.page.locator('#floor-who')).toHaveText('The floor is open')
  await typeAndSend(keys!.page, 'Who asked you?')
  await see(presents!.page.locator('.said-line').last()).toContainText('Who asked you?')
  await plain!.page.goto(`/sessions/${sessionId}/room?writing=`)
  await plain!.page.locator('#say-body').fill('What did you hope for?')
  await plain!.page.locator('button.send').click({ force: true })
  await see(presents!.page.locator('.said-line').last()).toContainText('What did you hope for?')

  // 4: the presenter listens, with a private pad and nothing to send.
  await next(leads!.page, 'What might be going on')
  await see(presents!.page.locator('#floor-who')).toHaveText('You are listening')
  await presents!.page.locator('#pad-body').fill('Ask her first.')
  await presents!.page.getByRole('button', { name: 'Keep' }).click()
  await see(presents!.page.locator('.speak')).toContainText('Kept at')
  expect(await presents!.page.locator('button.send').count()).toBe(0)
  await typeAndSend(keys!.page, 'I wonder who is afraid of whom.')
  await see(presents!.page.locator('.said-line').last()).toContainText('afraid of whom')
  expect(await faultsIn(presents!.page)).toEqual([])

  // Somebody holds the session, and it goes on.
  await keys!.page.getByRole('button', { name: 'Hold' }).press('Enter')
  await see(presents!.page.locator('#floor-who')).toHaveText('On hold, by Dag')
  await press(leads!.page, 'Let the format go on')
  await see(presents!.page.locator('#floor-who')).toHaveText('You are listening')

  // 5 and 6: an answer, then the round, in order, each in their own way.
  await next(leads!.page, 'Presenter answers back')
  await send(presents!, 'That she is afraid rings true.')
  await next(leads!.page, 'If I were in your shoes')
  await see(leads!.page.locator('#floor-who')).toHaveText('You have the floor')
  await send(leads!, 'I would say it before I took my coat off.')
  await press(leads!.page, 'Done')
  await see(notes!.page.locator('#floor-who')).toHaveText('You have the floor')
  await press(notes!.page, 'Pass')
  await see(keys!.page.locator('#floor-who')).toHaveText('You have the floor')
  await typeAndSend(keys!.page, 'I would ask her what to say to them.')
  await keys!.page.getByRole('button', { name: 'Done', exact: true }).press('Enter')
  await see(leads!.page.locator('#floor-who')).toHaveText('Eve has the floor')
  await plain!.page.goto(`/sessions/${sessionId}/room`)
  await see(plain!.page.locator('#floor-who')).toHaveText('You have the floor')
  await plain!.page.getByRole('button', { name: 'Pass', exact: true }).click()
  await see(leads!.page.locator('#floor-who')).toHaveText('Everybody had their turn')
  // A pass looks like a turn to everybody.
  await see(presents!.page.locator('.people')).toContainText('has spoken')

  // 7 and 8, and the closing.
  await next(leads!.page, 'Presenter decides')
  await send(presents!, 'I will speak with the team first.')
  await next(leads!.page, 'Closing exchange')
  await see(listens!.page.locator('.speak')).toContainText('You took a seat to listen')
  await press(leads!.page, 'Go on to the closing')
  await see(presents!.page.locator('#floor-who')).toHaveText('The steps are over')
  await presents!.page.locator('#takeaway-text').fill('Ask before you count')
  await press(presents!.page, 'Release it')
  await see(keys!.page.locator('.stays')).toContainText('Ask before you count')
  await presents!.page.locator('#commit-text').fill('Speak with the team')
  await presents!.page.locator('#commit-due').fill('2031-01-01')
  await presents!.page.locator('#commit-shared').check()
  await press(presents!.page, 'Promise it')
  await see(leads!.page.locator('.stays')).toContainText('Speak with the team')
  await notes!.page.locator('#summary-body').fill('We spoke of tasks that are not ours.')
  await press(notes!.page, 'Propose it')
  for (const each of [leads!, presents!, keys!]) await press(each.page, 'I agree')
  await see(notes!.page.locator('.stays')).toContainText('4 of 5 agreed')
  await plain!.page.goto(`/sessions/${sessionId}/room`)
  await plain!.page.getByRole('button', { name: 'I agree' }).click()
  await see(notes!.page.locator('.stays')).toContainText('It stands.')
  for (const each of [leads!, presents!, notes!]) await press(each.page, 'It helped')
  for (const { page } of [leads!, presents!]) expect(await faultsIn(page)).toEqual([])

  await leads!.page.locator('.lead-part summary').first().click()
  await leads!.page.locator('summary', { hasText: 'Close the room' }).click()
  await press(leads!.page, 'Yes, close it for everybody')
  await see(presents!.page.locator('#floor-who')).toHaveText('The room is closed')
  await presents!.page.getByRole('link', { name: 'See what stays of this session' }).click()
  const after = presents!.page.locator('main')
  // The erasure follows the close within a moment.
  await expect.poll(async () => (await presents!.page.reload()) && (await after.textContent())).toContain('was erased at')
  for (const words of ['Ask before you count', 'Speak with the team', 'We spoke of tasks that are not ours.'])
    await see(after).toContainText(words)
  expect(await after.textContent()).not.toContain('tablets while I was visiting')
  expectNoComplaints(...everybody)
})

async function goIn(page: Page, sessionId: string, listening: boolean) {
  await page.goto(`/sessions/${sessionId}`)
  if (listening) await page.getByLabel('Listening only').check()
  await page.getByLabel('I agree to this for today').check()
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.waitForURL(/\/room$/)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

async function next(page: Page, title: string) {
  await page.getByRole('button', { name: `Next: ${title}` }).click()
  await see(page.locator('.floor .step')).toContainText(title)
}

async function send({ page }: Visitor, words: string) {
  await page.locator('#say-body').fill(words)
  await press(page, 'Send')
  await see(page.locator('#say-body')).toHaveValue('')
}

/** Without a mouse: the field is reached and left by keys. */
async function typeAndSend(page: Page, words: string) {
  await page.locator('#say-body').focus()
  await page.keyboard.type(words)
  await page.keyboard.press('Control+Enter')
  await see(page.locator('#say-body')).toHaveValue('')
}
