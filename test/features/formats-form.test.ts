// The form of a format without script: steps come, go and move without a word being lost, faults stand beside their fields, and saving is one press.
import { describe, expect, test } from 'vitest'
import { open, type Shown, submit } from '../pages/html.ts'
import { type Person, password } from '../people.ts'
import { world } from '../world.ts'

async function atTheDesk() {
  const here = await world()
  const keeper = await here.member({ handle: 'keeper', roles: ['coordinator'] })
  const { items } = await keeper.must('GET /api/formats')
  const shipped = items.find(each => each.slug === 'echo-style')!
  const press = (page: Shown, button: string, typed: Record<string, string> = {}, by: Person = keeper) =>
    submit(by, page, '#format', typed, ['do', button])
  const save = (page: Shown, typed: Record<string, string> = {}, by: Person = keeper) => submit(by, page, '#format', typed)
  return { ...here, keeper, items, shipped, press, save }
}

const fieldOf = (page: Shown, name: string) => {
  const field = page.document.querySelector(`#format [name="${name}"]`)
  return field?.tagName === 'TEXTAREA' ? field.textContent : field?.getAttribute('value')
}
const titles = (page: Shown) =>
  [...page.document.querySelectorAll('#format [name$=".title"][required]')].map(each => each.getAttribute('value'))
const buttons = (page: Shown) => [...page.document.querySelectorAll('#format button[name=do]')].map(each => each.getAttribute('value'))

const words = {
  name: 'Walk and talk',
  bestFor: 'Two who have sat all day.',
  tradition: 'Supervision on foot.',
  'steps.0.title': 'Set off',
  'steps.0.length': '5',
  'steps.0.instructions': 'Say where to.',
}
const second = {
  'steps.1.title': 'Tell',
  'steps.1.length': '20',
  'steps.1.prompts': 'What do you see?\r\n\r\nWhat not?',
  'steps.1.vote': 'true',
}

describe('a coordinator', () => {
  test('writes a format step by step, and it is saved once though it was sent twice', async () => {
    const { keeper, press, save } = await atTheDesk()
    const list = await open(keeper, '/formats')
    const start = await open(keeper, list.document.querySelector('.way-in a')!.getAttribute('href')!)
    const added = await press(start, 'add', words)
    expect(added.text).toContain('nothing is saved yet')
    expect([fieldOf(added, 'name'), titles(added)]).toEqual(['Walk and talk', ['Set off', '']])
    const shown = await press(added, 'show', second)
    expect(shown.text).toContain('In all: 25 minutes, 2 steps.')
    expect((await keeper.must('GET /api/formats')).items).toHaveLength(15)

    const [saved, twice] = [await save(shown), await save(shown)]
    expect(saved.path).toBe(twice.path)
    expect(saved.document.querySelector('h1')?.textContent).toBe('Walk and talk')
    expect(saved.text).toMatch(/Saved\..*Written here.*25 minutes.*Set off.*Tell.*What do you see\?.*What not\?.*dots/)
    const [row, next] = (await keeper.must('GET /api/formats')).items
    expect([row?.name, next?.own]).toEqual(['Walk and talk', false])
    const { steps } = await keeper.must('GET /api/formats/:formatId', { params: { formatId: row!.id } })
    expect(steps[1]).toMatchObject({ prompts: ['What do you see?', 'What not?'], vote: true, gather: 'open', voice: null, capture: null })
  })

  test('copies a format with everything in it, and credits where it comes from', async () => {
    const { keeper, shipped, save } = await atTheDesk()
    const page = await open(keeper, `/formats/${shipped.id}/${shipped.slug}`)
    const form = await open(keeper, page.document.querySelector('a[href*="new?from="]')!.getAttribute('href')!)
    expect(form.text).toContain('two of the traditions may not be copied')
    expect(fieldOf(form, 'tradition')).toContain('Project ECHO')
    expect(page.document.querySelector('a[href$="/edit"], form[action$="/withdraw"]')).toBeNull()
    await save(form, { name: 'Our learning hour' })
    const [copy] = (await keeper.must('GET /api/formats')).items
    const whole = (formatId: string) => keeper.must('GET /api/formats/:formatId', { params: { formatId } })
    const { id, slug, own, name, seats, ...rest } = await whole(copy!.id)
    expect([own, name]).toEqual([true, 'Our learning hour'])
    const source = await whole(shipped.id)
    expect(source).toMatchObject(rest)
    expect(seats).toEqual(expect.arrayContaining(source.seats))
  })

  test('moves steps, takes one out and puts it back', async () => {
    const { keeper, shipped, press, save } = await atTheDesk()
    const form = await open(keeper, `/formats/new?from=${shipped.id}`)
    const before = titles(form)
    const [one, two, three, ...more] = before
    const down = await press(form, 'down.0')
    expect(titles(down)).toEqual([two, one, three, ...more])
    expect(titles(await press(down, 'up.1'))).toEqual(before)
    const out = await press(form, 'out.1', { 'steps.1.title': 'Short teaching, with tea' })
    expect(titles(out)).toEqual([one, three, ...more])
    expect(out.text).toContain('You took out a step: Short teaching, with tea')
    const later = await press(out, 'down.0')
    const back = await press(later, 'back')
    expect(titles(back)).toEqual([three, 'Short teaching, with tea', one, ...more])
    await save(back, { name: 'Ours' })
    const [row] = (await keeper.must('GET /api/formats')).items
    const { steps } = await keeper.must('GET /api/formats/:formatId', { params: { formatId: row!.id } })
    expect(steps[1]).toMatchObject({ title: 'Short teaching, with tea', voice: 'guest', length: 18 })
  })

  test('finds no button that would do nothing, and the enter key does no harm', async () => {
    const { keeper, press } = await atTheDesk()
    const fresh = await open(keeper, '/formats/new')
    expect(buttons(fresh)).toEqual(['show', 'add'])
    expect(fresh.document.querySelector('#format button')?.getAttribute('value')).toBe('show')
    expect(buttons(await press(fresh, 'add'))).toEqual(['show', 'down.0', 'out.0', 'up.1', 'out.1', 'add'])
  })

  test('is told every fault beside its field and above the form, with every word kept', async () => {
    const { keeper, shipped, save } = await atTheDesk()
    const form = await open(keeper, `/formats/new?from=${shipped.id}`)
    const refused = await save(form, {
      name: '',
      'groupSize.max': '3',
      'steps.2.title': ' ',
      'steps.3.length': '',
      'steps.4.length': '0',
      'steps.5.prompts': `One\n${'long '.repeat(100)}`,
      'steps.6.instructions': 'Read it back, slowly.',
    })
    expect(refused.status).toBe(422)
    expect([...refused.document.querySelectorAll('.summary li')].map(each => each.textContent)).toEqual([
      'Name: This cannot be left empty.',
      'At most: This is smaller than the smallest group.',
      'Step 3, Title: This cannot be left empty.',
      'Step 4, Length: This cannot be left empty.',
      'Step 5, Length: This number is too low.',
      'Step 6, Sentences to start with: This is too long.',
    ])
    const links = [...refused.document.querySelectorAll('.summary a')].map(each => each.getAttribute('href')!.slice(1))
    for (const id of links) expect([id, refused.document.getElementById(id)?.getAttribute('aria-invalid')]).toEqual([id, 'true'])
    const folded = [...refused.document.querySelectorAll('.step-fields details')].map(each => each.hasAttribute('open'))
    expect(folded).toEqual([false, false, false, false, false, true, false, false, false])
    expect(fieldOf(refused, 'steps.6.instructions')).toBe('Read it back, slowly.')
    expect((await keeper.must('GET /api/formats')).items).toHaveLength(15)
  })

  test('changes a format, and hears of a change that came between before saving over it', async () => {
    const { coordinator, keeper, press, save } = await atTheDesk()
    await save(await open(keeper, '/formats/new'), words)
    const [row] = (await keeper.must('GET /api/formats')).items
    const mine = await open(keeper, `/formats/${row!.id}/edit`)
    const other = await coordinator()
    await save(await open(other, `/formats/${row!.id}/edit`), { bestFor: 'Rainy days.' }, other)
    // Neither a press of the steps nor a fault makes an older draft a newer one.
    const faulty = await save(await press(mine, 'add'), { name: 'Walk' })
    expect(faulty.status).toBe(422)
    const refused = await save(faulty, { 'steps.1.title': 'Come back', 'steps.1.length': '5' })
    expect([refused.status, fieldOf(refused, 'name')]).toEqual([409, 'Walk'])
    expect(refused.document.querySelector('.summary a')?.getAttribute('href')).toBe(`/formats/${row!.id}/edit`)
    const saved = await save(refused)
    expect(saved.document.querySelector('h1')?.textContent).toBe('Walk')
    expect((await keeper.must('GET /api/formats/:formatId', { params: { formatId: row!.id } })).version).toBe(3)
  })

  test('withdraws a format and brings it back', async () => {
    const { guest, keeper, save } = await atTheDesk()
    const page = await save(await open(keeper, '/formats/new'), words)
    const gone = await submit(keeper, page, 'form[action$="/withdraw"]')
    expect(gone.text).toMatch(/Withdrawn\. It is not offered.*This format is withdrawn/)
    const address = gone.path.split('?')[0]!
    const seen = await open(guest(), address)
    expect(seen.text).toContain('This format is withdrawn')
    expect(seen.document.querySelector('meta[name=robots]')).not.toBeNull()
    expect(seen.document.querySelector('form[action$="/restore"]')).toBeNull()
    expect((await open(guest(), '/formats')).html).not.toContain(address)
    expect((await open(keeper, '/formats')).text).toMatch(/Withdrawn.*Walk and talk/)
    const back = await submit(keeper, gone, 'form[action$="/restore"]')
    expect(back.text).toContain('It is offered again.')
    expect((await open(guest(), '/formats')).html).toContain(address)
  })
})

describe('others', () => {
  test('who are no coordinators find no way in, and none by its address', async () => {
    const { member, guest, shipped } = await atTheDesk()
    const wren = await member({ handle: 'wren' })
    for (const person of [guest(), wren])
      for (const path of ['/formats', `/formats/${shipped.id}/${shipped.slug}`])
        expect((await open(person, path)).html).not.toContain('/formats/new')
    for (const path of ['/formats/new', `/formats/${shipped.id}/edit`]) expect((await open(wren, path)).status).toBe(403)
    const asked = await open(guest(), '/formats/new')
    expect(asked.document.querySelector('h1')?.textContent).toBe('Sign in')
  })

  test('of those nobody changes what came with Hearth; a copy is named as the way', async () => {
    const { keeper, shipped } = await atTheDesk()
    const refused = await open(keeper, `/formats/${shipped.id}/edit`)
    expect([refused.status, refused.text.includes('Make a copy of it')]).toEqual([409, true])
  })
})

test('a draft outlives the sign-in and the loss of the role', async () => {
  const { coordinator, member, keeper, save, press } = await atTheDesk()
  const form = await press(await open(keeper, '/formats/new'), 'add', words)
  keeper.jar.clear()
  const expired = await save(form, second)
  expect(expired.status).toBe(401)
  const saved = await submit(keeper, expired, '#expired', { handle: 'keeper', password })
  expect(saved.text).toMatch(/Saved\..*Set off.*Tell/)

  const former = await coordinator()
  const draft = await open(former, '/formats/new')
  const administrator = await member({ roles: ['administrator'] })
  await administrator.must('PATCH /api/members/:accountId', { params: { accountId: former.id }, body: { roles: ['member'] } })
  const refused = await save(draft, words, former)
  expect([refused.status, fieldOf(refused, 'steps.0.instructions')]).toEqual([403, 'Say where to.'])
})
