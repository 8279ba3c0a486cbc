// A session that is by list, in every output of everybody who is not on it: neither its title, nor its people, nor a word of it.
import { expect, test } from 'vitest'
import type { Person } from '../people.ts'
import { world } from '../world.ts'
import { enterAs, leadTo, move, planBy, roomStage, say } from './rooms-stage.ts'

test('nothing of a session by list is in any page or answer of those who are not on it, while it goes on and afterwards', async () => {
  const place = await world()
  const { ana, ben, dag, spaceId, session } = await roomStage(place)
  const [moderator, admin] = [await place.moderator(), await place.member({ handle: 'root', roles: ['administrator'] })]
  const { id } = await planBy(ana, spaceId, { title: 'Canarytitle', comers: 'invited', callLink: 'https://canarycall.example/' })
  for (const who of [ana, ben]) await enterAs(who, id)
  await leadTo(ana, id, 3)
  await say(ben, id, 'canaryword')
  const about = { params: { sessionId: id } }
  await ben.must('POST /api/sessions/:sessionId/commitments', { ...about, body: { text: 'canarypromise', shared: true } })
  await ben.must('POST /api/sessions/:sessionId/takeaways', { ...about, body: { text: 'canarytakeaway' } })

  await lookEverywhere()
  await move(ana, id, { kind: 'close' })
  await place.app.features.rooms.keeper.runDue()
  await lookEverywhere()
  // The search finds what it looks for: whoever is on the list reads it.
  expect(await told(ben)).toMatch(/canarytitle/i)

  async function lookEverywhere() {
    for (const person of [place.guest(), dag, moderator, admin]) expect(await told(person), person.handle).not.toMatch(/canary/i)
  }

  /** All pages and lists in which a session could stand, and every door of this one. */
  async function told(person: Person) {
    const lists = ['', '?show=past', '?show=mine', `?space=${spaceId}`]
    const doors = ['', '/room', '/edit', '/break-glass', '/call-off'].map(door => `/sessions/${id}${door}`)
    const paths = [
      ...['/', '/me', `/spaces/${spaceId}`, `/sessions/${session.id}`, '/people/ben', '/people/ana', '/formats', '/manage/reports'],
      ...lists.flatMap(query => [`/rooms${query}`, `/api/sessions${query}`]),
      ...['/api/commitments', '/api/topics', '/api/spaces', '/api/people/ben', '/api/reports', '/api/agreement'],
      ...doors,
      ...['', '/room'].map(door => `/api/sessions/${id}${door}`),
    ]
    const answers = await Promise.all(paths.map(path => person.send('GET', path)))
    return answers.map(({ text, headers }) => text + headers.get('location')).join('\n')
  }
})
