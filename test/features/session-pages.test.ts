// Sessions by links and forms alone: planned, found, entered, changed, called off, and what their page says at each stage.
import { localTimeOf } from '@hearth/server/local-time'
import { expect, test } from 'vitest'
import { open, submit } from '../pages/html.ts'
import { password } from '../people.ts'
import { world } from '../world.ts'
import { enterAs, formatCalled, planBy } from './rooms-stage.ts'
import { spaceOf } from './session-space.ts'

const berlin = (at: Date) => ({ ...localTimeOf(at, 'Europe/Berlin'), timeZone: 'Europe/Berlin' })
const soon = () => new Date(Date.now() + 5 * 60_000)

const valueIn = (page: Awaited<ReturnType<typeof open>>, name: string) =>
  page.document.querySelector(`[name="${name}"]`)?.getAttribute('value') ?? page.document.querySelector(`[name="${name}"]`)?.textContent

test('a session is planned, found under Rooms, and entered on the agreement', async () => {
  const place = await world()
  const { space, ana, ben } = await spaceOf(place)
  const form = await open(ana, '/rooms/new')
  expect(form.path).toBe(`/spaces/${space.id}/sessions/new`)
  expect(valueIn(form, 'seats.facilitator')).toBe('ana')
  const words = {
    title: 'Thursday open room',
    formatId: formatCalled('collegial-consultation').id,
    ...berlin(soon()),
    'seats.presenter': '@Ben',
  }
  const planned = await submit(ana, form, '#session', words)
  const twice = await submit(ana, form, '#session', words)
  expect([planned.path, planned.text]).toEqual([twice.path, expect.stringContaining('It is planned.')])

  const rooms = await open(ben, '/rooms')
  const link = rooms.document.querySelector('.day .list a')!
  expect(rooms.text).toMatch(/The door is open ?You are expected.*65 minutes.*Collegial case consultation.*Ana leads.*Supervision/)
  const door = await open(ben, link.getAttribute('href')!)
  expect(door.text).toMatch(/in [34] minutes\. Ana leads\. Collegial case consultation, 65 minutes\. In Supervision\./)
  expect(door.document.querySelectorAll('.stages > li')).toHaveLength(8)
  expect(door.text).toContain('What is said is erased at the close.')

  const forgotten = await submit(ben, door, '#go-in', { listening: 'true' })
  expect(forgotten.status).toBe(422)
  expect(forgotten.document.querySelector('[name=listening][checked]')?.getAttribute('value')).toBe('true')
  expect(forgotten.document.querySelector('#go-in-agreed')?.getAttribute('aria-invalid')).toBe('true')
  const inside = await submit(ben, forgotten, '#go-in', { agreed: 'true' })
  expect(inside.path).toBe(`${link.getAttribute('href')}/room`)
  expect((await open(ana, '/rooms')).text).toContain('Open now, 1 here')
})

test('a plan with faults comes back with every word, and each fault stands beside its field', async () => {
  const place = await world()
  const { ana, form } = await spaceOf(place)
  const words = {
    title: 'Th',
    formatId: formatCalled('trio-consult').id,
    day: '2099-11-26',
    time: '',
    timeZone: 'Atlantis',
    invited: 'ben, somebody',
    'seats.presenter': 'ben',
    'seats.note-keeper': 'nobody_here',
    callLink: 'http://meet.example',
    capacity: '1',
    keepDays: '7',
    comers: 'invited',
  }
  const again = await submit(ana, await open(ana, form), '#session', words)
  expect(again.status).toBe(422)
  for (const name of ['title', 'day', 'timeZone', 'invited', 'seats.presenter', 'seats.note-keeper', 'callLink', 'capacity'] as const)
    expect([name, valueIn(again, name)]).toEqual([name, words[name]])
  expect(again.document.querySelector('[name=comers][checked]')?.getAttribute('value')).toBe('invited')
  expect(again.document.querySelector('[name=keepDays][checked]')?.getAttribute('value')).toBe('7')
  expect(again.document.querySelector('[name=formatId] [selected]')?.getAttribute('value')).toBe(words.formatId)
  const faulty = (page: typeof again) => [...page.document.querySelectorAll('[aria-invalid]')].map(field => field.getAttribute('name'))
  expect(faulty(again)).toEqual(['title', 'time', 'timeZone', 'capacity', 'callLink'])

  const mended = { title: 'Thursday', time: '17:00', timeZone: 'UTC', callLink: '', capacity: '' }
  const unknown = await submit(ana, again, '#session', mended)
  expect(faulty(unknown)).toEqual(['invited', 'seats.note-keeper'])
  expect(unknown.text).toContain('Somebody named here is not a member.')
  for (const link of unknown.document.querySelectorAll('.summary a'))
    expect(unknown.document.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull()
  const past = await submit(ana, unknown, '#session', { day: '2020-01-01', invited: 'ben', 'seats.note-keeper': '' })
  expect(faulty(past)).toEqual(['day'])
  expect((await submit(ana, past, '#session', { day: '2099-11-26' })).path).toMatch(/^\/sessions\//)
})

test('the time is that of the zone, also on the night on which clocks go forward', async () => {
  const place = await world({ now: new Date('2027-03-01T12:00:00.000Z') })
  const { ana, form } = await spaceOf(place)
  const words = { title: 'Early', formatId: formatCalled('trio-consult').id, day: '2027-03-28', time: '02:30', timeZone: 'Europe/Berlin' }
  const planned = await submit(ana, await open(ana, form), '#session', words)
  expect(planned.document.querySelector('.lead time')?.getAttribute('datetime')).toBe('2027-03-28T01:30:00.000Z')
  expect(planned.text).toContain('Planned for 28 Mar 2027, 03:30 in Europe/Berlin.')
  const form2 = await open(ana, `${planned.path.split('?')[0]}/edit`)
  expect([valueIn(form2, 'day'), valueIn(form2, 'time')]).toEqual(['2027-03-28', '03:30'])
})

test('somebody who was signed out while planning signs in, and the plan is made', async () => {
  const place = await world()
  const { ana, form } = await spaceOf(place)
  const page = await open(ana, form)
  ana.jar.clear()
  const words = { title: 'Thursday', formatId: formatCalled('trio-consult').id, ...berlin(soon()) }
  const expired = await submit(ana, page, '#session', words)
  expect(expired.status).toBe(401)
  expect((await submit(ana, expired, '#expired', { handle: 'ana', password })).document.querySelector('h1')?.textContent).toBe('Thursday')
})

test('the door opens fifteen minutes before the start; a new agreement has to be read first', async () => {
  const place = await world({ now: new Date('2026-11-26T16:40:00.000Z') })
  const { coordinator, ana, ben, space } = await spaceOf(place)
  const session = await planBy(ana, space.id, { startsAt: '2026-11-26T17:00:00.000Z', seats: [] })
  const early = await open(ben, `/sessions/${session.id}`)
  expect(early.document.querySelector('#go-in')).toBeNull()
  expect(early.text).toContain('The door opens at 16:45, fifteen minutes before the start.')
  expect(early.text).not.toContain('You agreed to it last')

  place.setNow(new Date('2026-11-26T16:45:00.000Z'))
  const door = await open(ben, `/sessions/${session.id}`)
  const clauses = 'One.\n\nTwo.'
  const adopting = await open(coordinator, '/rooms/agreement')
  const adopted = await submit(coordinator, adopting, '#adopt', { clauses })
  expect(adopted.text).toContain('Version 2, from 26 November 2026.')
  const late = await submit(coordinator, adopting, '#adopt', { clauses: 'Three.' })
  expect([late.status, late.document.querySelector('[name=clauses]')?.textContent?.trim()]).toEqual([409, 'Three.'])

  const changed = await submit(ben, door, '#go-in', { agreed: 'true' })
  expect([changed.status, changed.text]).toEqual([409, expect.stringContaining('The agreement has changed')])
  expect((await submit(ben, changed, '#go-in', { agreed: 'true' })).path).toBe(`/sessions/${session.id}/room`)
  expect((await open(ben, `/sessions/${session.id}`)).text).toContain('You agreed to it last on 26 November 2026')
  expect((await open(ana, '/rooms/agreement')).document.querySelector('#adopt')).toBeNull()

  const params = { accountId: ana.id }
  const silenced = { is: 'silenced' as const, reason: 'Named a workplace.', until: null }
  await coordinator.must('PATCH /api/members/:accountId', { params, body: { standing: silenced } })
  const listener = await open(ana, `/sessions/${session.id}`)
  expect(listener.text).toContain('You may not write for now, so you come in to listen.')
  expect((await submit(ana, listener, '#go-in', { agreed: 'true' })).path).toBe(`/sessions/${session.id}/room`)
})

test('somebody asks to come in, waits, and is let in; somebody else finds all places taken', async () => {
  const place = await world()
  const { ana, ben, space, coordinator } = await spaceOf(place)
  const { id } = await planBy(ana, space.id, {
    comers: 'asking',
    capacity: 2,
    format: 'trio-consult',
    seats: [],
    startsAt: soon().toISOString(),
  })
  const asked = await submit(ben, await open(ben, `/sessions/${id}`), 'form[action$="/ask"]')
  expect(asked.text).toContain('You asked to come in')
  expect(asked.document.querySelector('#go-in')).toBeNull()
  const admitted = await submit(ana, await open(ana, `/sessions/${id}`), 'form[action$="/admit"]')
  expect(admitted.text).toContain('Nobody is waiting.')
  const door = await open(ben, `/sessions/${id}`)
  expect(door.text).toContain('Where only two are in the room, words given without a name can be told apart')
  await submit(ben, door, '#go-in', { agreed: 'true' })
  await enterAs(ana, id)
  const full = await open(coordinator, `/sessions/${id}`)
  expect(full.text).toContain('There are 2 places, and all are taken.')
})

test('a session is changed, and called off after one question', async () => {
  const place = await world({ now: new Date('2026-11-26T16:00:00.000Z') })
  const { ana, ben, space } = await spaceOf(place)
  const { id } = await planBy(ana, space.id, { startsAt: '2026-11-26T17:00:00.000Z', seats: [{ seat: 'facilitator', handle: 'ana' }] })
  expect((await open(ben, `/sessions/${id}/edit`)).status).toBe(403)
  place.setNow(new Date('2026-11-26T17:30:00.000Z'))
  const changed = await submit(ana, await open(ana, `/sessions/${id}/edit`), '#session', {
    title: 'Another name',
    comers: 'invited',
    invited: 'ben',
  })
  expect(changed.document.querySelector('h1')?.textContent).toBe('Another name')
  expect(changed.text).toContain('On the list')

  const { id: other } = await planBy(ana, space.id, { startsAt: '2026-11-27T17:00:00.000Z', seats: [] })
  const off = await submit(ana, await open(ana, `/sessions/${other}/call-off`), '#call-off')
  expect(off.text).toContain('It is called off.')
  expect((await open(ben, `/sessions/${other}`)).text).toMatch(/It does not take place ?This session was called off\./)
  expect((await open(ana, `/sessions/${other}/call-off`)).status).toBe(409)

  await enterAs(ben, id)
  const begun = await open(ana, `/sessions/${id}/edit`)
  expect([begun.document.querySelector('[name=day]'), valueIn(begun, 'invited')]).toEqual([null, 'ben'])
  expect((await submit(ana, begun, '#session', { title: 'A third name' })).document.querySelector('h1')?.textContent).toBe('A third name')
  expect((await open(ana, `/sessions/${id}`)).document.querySelector('a[href$="/call-off"]')).toBeNull()
  expect((await open(ana, `/sessions/${id}/call-off`)).status).toBe(409)
})

test('a form that was open while somebody was let in, and the time changed, undoes neither', async () => {
  const place = await world()
  const { ana, ben, space } = await spaceOf(place)
  const { id } = await planBy(ana, space.id, { comers: 'asking', seats: [], startsAt: soon().toISOString() })
  const form = await open(ana, `/sessions/${id}/edit`)
  await submit(ben, await open(ben, `/sessions/${id}`), 'form[action$="/ask"]')
  await submit(ana, await open(ana, `/sessions/${id}`), 'form[action$="/admit"]')
  const later = '2099-01-01T10:00:00.000Z'
  await ana.must('PATCH /api/sessions/:sessionId', { params: { sessionId: id }, body: { startsAt: later } })
  await place.member({ handle: 'cleo' })
  await submit(ana, form, '#session', { title: 'Another name', invited: 'cleo', lateHistory: 'true' })
  const after = await ana.must('GET /api/sessions/:sessionId', { params: { sessionId: id } })
  expect(after).toMatchObject({ title: 'Another name', startsAt: later, comers: 'asking', lateHistory: true })
  expect(after.invited.map(({ handle }) => handle).sort()).toEqual(['ben', 'cleo'])
})
