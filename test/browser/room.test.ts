// A room in real browsers: what one says the others see, the composer keeps every word, and it works by keyboard, on a phone and without script.
import { it } from 'vitest'
import { enterAs, leadTo, move, roomStage } from '../features/rooms-stage.ts'
import { world } from '../world.ts'
import { browser } from './chromium.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

const slow = { timeout: 120_000 }

async function room() {
  const place = await world()
  const stage = await roomStage(place)
  const { ana, ben, cleo, dag, sessionId } = stage
  for (const person of [ana, ben, cleo, dag]) await enterAs(person, sessionId)
  return { ...place, ...stage, opened: await browser(), address: `/sessions/${sessionId}/room` }
}

it('one says something, the other sees it in place, and the floor moves on for both', slow, async () => {
  const { url, opened, ana, ben, dag, sessionId, address } = await room()
  const [presenter, other] = [await visitor(opened, url, ben), await visitor(opened, url, dag)]
  await leadTo(ana, sessionId, 2)
  await Promise.all([presenter.page.goto(address), other.page.goto(address)])
  await see(presenter.page.locator('#floor-who')).toHaveText('You have the floor')
  await see(other.page.locator('#floor-who')).toHaveText('Ben has the floor')

  const field = presenter.page.locator('#say-body')
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
