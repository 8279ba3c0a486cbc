// Two people in one topic and a third without script: what one posts the others see, in place and without losing theirs.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type World, world } from '../world.ts'
import { browser } from './chromium.ts'
import { expectNoComplaints, see, visitor } from './visitor.ts'

const slow = { timeout: 120_000 }

async function topicFor(place: World) {
  const [keeper, ada, ben] = [
    await place.coordinator(),
    await place.member({ displayName: 'Ada' }),
    await place.member({ displayName: 'Ben' }),
  ]
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Open', visibility: 'public' } })
  const body = { title: 'What rings true?', body: 'Tell us.' }
  const topic = await keeper.must('POST /api/spaces/:spaceId/topics', { params: { spaceId: space.id }, body })
  const post = (words: string, parentId: string | null = null) =>
    keeper.must('POST /api/topics/:topicId/replies', { params: { topicId: topic.id }, body: { id: randomUUID(), body: words, parentId } })
  return { keeper, ada, ben, topic, post, address: `/topics/${topic.id}` }
}

it('one posts, the other is told, looks, and reads it; a third posts without script', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, ben, post, address } = await topicFor(place)
  await post('The first reply')
  const [one, other, third] = [
    await visitor(opened, place.url, ada),
    await visitor(opened, place.url, ben),
    await visitor(opened, place.url, await place.member(), { script: false }),
  ]
  await Promise.all([one.page.goto(address), other.page.goto(address), third.page.goto(address)])
  await see(other.page.locator('.company')).toHaveText('2 people are here')

  const field = one.page.locator('#reply-body')
  await field.click()
  // The composer comes alive when somebody turns to it; only then can it tell that they write.
  await see(one.page.locator('.toolbar button').first()).toBeVisible()
  await field.pressSequentially('Fridays are good for me')
  await see(other.page.locator('.company')).toHaveText('2 people are here, someone is writing')
  await field.press('Control+Enter')
  const own = one.page.locator('#replies article', { hasText: 'Fridays are good for me' })
  await see(own).toContainText('(you)')
  await see(field).toHaveValue('')
  await see(one.page.locator('#status')).toHaveText('Your reply is posted.')
  await see(one.page.locator('.newer')).toBeEmpty()

  const button = other.page.getByRole('button', { name: 'Show 1 new reply' })
  await see(button).toBeVisible()
  expect(await other.page.locator('#replies article').count()).toBe(1)
  await button.click()
  const shown = other.page.locator('#r-2')
  await see(shown).toContainText('Fridays are good for me')
  await see(shown).toBeFocused()
  await see(other.page.locator('.newer')).toHaveText('1 new reply is shown')

  await third.page.locator('#reply-body').fill('Posted by a plain form')
  await third.page.getByRole('button', { name: 'Post reply' }).click()
  await see(third.page.locator('#r-3')).toContainText('Posted by a plain form')
  for (const { page } of [one, other]) await see(page.getByRole('button', { name: 'Show 1 new reply' })).toBeVisible()
  expectNoComplaints(one, other)
})

it('a change of what is shown happens in place, and an answer stands under what it answers', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { keeper, ada, post, address } = await topicFor(place)
  const first = await post('The first wording')
  await post('Another reply')
  const person = await visitor(opened, place.url, ada)
  const { page } = person
  await page.goto(address)
  await see(page.locator('.company')).toBeAttached()
  await keeper.must('PATCH /api/replies/:replyId', { params: { replyId: first.id }, body: { body: 'The second wording' } })
  await see(page.locator('#r-1 .prose')).toHaveText('The second wording')
  await see(page.locator('#r-1')).toContainText('edited')
  await post('An answer', first.id)
  await page.getByRole('button', { name: 'Show 1 new reply' }).click()
  await see(page.locator('li:has(> #r-1) > ol > li > #r-3')).toContainText('An answer')
  await keeper.must('DELETE /api/replies/:replyId', { params: { replyId: first.id } })
  await see(page.locator('#r-1')).toContainText('Its author took it back')
  await see(page.locator('#r-3')).toContainText('An answer')
  expectNoComplaints(person)
})

it('an answer is written in place, formatted by keys and looked at first', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, post, address } = await topicFor(place)
  await post('The first reply')
  const person = await visitor(opened, place.url, ada)
  const { page } = person
  await page.goto(address)
  await page.locator('#r-1 [data-reply]').click()
  await see(page.locator('[data-answering]')).toContainText('You answer')
  const field = page.locator('#reply-body')
  await see(field).toBeFocused()
  await see(page.getByRole('toolbar').getByRole('button')).toHaveCount(7)
  await field.fill('strong')
  await field.press('Control+a')
  await field.press('Control+b')
  await see(field).toHaveValue('**strong**')
  await page.getByRole('button', { name: 'Preview' }).click()
  await see(page.locator('.preview strong')).toHaveText('strong')
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('li:has(> #r-1) > ol > li > #r-2 strong')).toHaveText('strong')
  await see(page.locator('[data-answering]')).toBeEmpty()
  expectNoComplaints(person)
})

it('who was signed out meanwhile keeps every word, and posts by signing in', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, address } = await topicFor(place)
  const person = await visitor(opened, place.url, ada)
  const { page } = person
  await page.goto(address)
  await page.locator('#reply-body').click()
  await see(page.getByRole('toolbar').getByRole('button')).toHaveCount(7)
  await page.locator('#reply-body').fill('Words that took an hour')
  await ada.must('POST /api/sign-out')
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('.summary')).toBeFocused()
  await see(page.locator('#reply-body')).toHaveValue('Words that took an hour')
  await page.getByRole('button', { name: 'Sign in and post' }).click()
  await see(page.locator('textarea')).toHaveValue('Words that took an hour')
})

it('an empty reply is told at the field', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { ada, address } = await topicFor(place)
  const { page } = await visitor(opened, place.url, ada)
  await page.goto(address)
  await page.locator('#reply-body').click()
  await see(page.getByRole('toolbar').getByRole('button')).toHaveCount(7)
  await page.getByRole('button', { name: 'Post reply' }).click()
  await see(page.locator('#reply-body-fault')).toBeVisible()
  await see(page.locator('#reply-body')).toHaveAttribute('aria-invalid', 'true')
})

it('Escape three times leaves, with words unsent and no way back', slow, async () => {
  const place = await world({ env: { EXIT_URL: 'https://away.example/' } })
  const opened = await browser()
  const { ada, address } = await topicFor(place)
  const { page, context } = await visitor(opened, place.url, ada)
  await context.route('https://away.example/**', route => route.fulfill({ body: 'elsewhere', contentType: 'text/plain' }))
  await page.goto(address)
  await page.locator('#reply-body').click()
  await see(page.getByRole('toolbar').getByRole('button')).toHaveCount(7)
  await page.locator('#reply-body').fill('unsent')
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
  await page.waitForURL('https://away.example/')
  await page.goBack().catch(() => null)
  expect(page.url()).not.toContain(address)
})

it('a link is copied, and said beside the button and aloud', slow, async () => {
  const place = await world()
  const opened = await browser()
  const { post, address } = await topicFor(place)
  const reply = await post('The first reply')
  const person = await visitor(opened, place.url, null)
  await person.page.goto(address)
  await person.page.locator('#r-1 [data-copy]').click()
  await see(person.page.locator('#r-1 [data-result]')).toHaveText('Link copied')
  await see(person.page.locator('#status')).toHaveText('Link copied')
  expect(await person.page.evaluate(() => navigator.clipboard.readText())).toBe(`${place.url}${address}?around=${reply.n}#r-1`)
  expectNoComplaints(person)
})
