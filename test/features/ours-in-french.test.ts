// What comes with Hearth as data is French on French pages, and what the community wrote is left as it was written.
import { readFileSync } from 'node:fs'
import { agreementIn, formatIn, linesIn, textIn } from '@hearth/server/pages/ours'
import { shownFormats } from '@hearth/server/rooms/formats/shipped'
import { crisisLinesFor } from '@hearth/server/site/list-crisis-lines'
import { expect, test } from 'vitest'
import { open } from '../pages/html.ts'
import { world } from '../world.ts'

const here = new URL('../../server/src/', import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(new URL(path, here), 'utf8'))
const french: Record<string, string> = json('pages/ours.fr.json')
/** Names and numbers of services that are the same in both languages. */
const asItIs = /^[\d\s-]+$|^(Canada|France|n\/a|24\/7)$|Lifeline|Samaritans|TelefonSeelsorge|^3114|^024|^113 |^Shout$|^1737|^HELP|option 2/

/** Every text of a format that people read. */
function textsOf({ name, bestFor, tradition, steps }: ReturnType<typeof shownFormats>[number]) {
  const ofSteps = steps.flatMap(({ title, instructions, prompts, capture }) => [title, instructions, ...prompts, capture])
  return [name, bestFor, tradition, ...ofSteps].filter(text => text !== null && text !== '') as string[]
}

test('every text that comes with Hearth has its French, and none is left over', () => {
  const clauses: string[] = json('rooms/agreement.json').clauses
  const lines = crisisLinesFor({ demo: true, production: false }).flatMap(line => [
    line.countryName,
    line.service,
    ...[line.call, line.text, line.hours, line.note].filter(text => text !== null),
  ])
  const needed = [...shownFormats().flatMap(textsOf), ...clauses, ...lines.filter(text => !asItIs.test(text))]
  expect([...new Set(needed)].filter(text => french[text] === undefined)).toEqual([])
  const tagline = 'A community of practice for peer supporters'
  expect(Object.keys(french).filter(text => !needed.includes(text) && !lines.includes(text) && text !== tagline)).toEqual([])
})

test('its French has the marks of French', () => {
  const wrong = Object.values(french).filter(text => /[^\u00a0][:;?!»]|«[^\u00a0]|['"“”]|!/.test(text.replace(/\d:\d/g, '')))
  expect(wrong).toEqual([])
})

test('only what is exactly ours is put in French', () => {
  const [shipped] = shownFormats()
  const own = { ...shipped!, id: crypto.randomUUID(), own: true }
  expect(formatIn('fr', own)).toEqual(own)
  const changed = { ...shipped!, name: 'Our own name' }
  expect(formatIn('fr', changed).name).toBe('Our own name')
  expect(formatIn('en', shipped!)).toBe(shipped)
  expect(formatIn('fr', shipped!)).toMatchObject({ id: shipped!.id, slug: shipped!.slug, seats: shipped!.seats, rules: shipped!.rules })
  const agreement = { version: 2, adoptedAt: '2026-01-01T00:00:00.000Z', clauses: json('rooms/agreement.json').clauses }
  expect(agreementIn('fr', agreement)).toEqual(agreement)
  expect(textIn('fr', 'Our own tagline')).toBe('Our own tagline')
})

test('no number of a crisis line changes with the language', () => {
  const lines = crisisLinesFor({ demo: true, production: false })
  const numbers = (text: string | null) => (text?.match(/\d+/g) ?? []).sort()
  for (const [at, line] of linesIn('fr', lines).entries())
    for (const name of ['call', 'text', 'chat', 'emergencyNumber'] as const) expect(numbers(line[name])).toEqual(numbers(lines[at]![name]))
})

test('formats, help, the agreement and a planned session are in French for whoever reads French', async () => {
  const { coordinator } = await world()
  const keeper = await coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'members' } })
  const format = (await keeper.must('GET /api/formats')).items.find(({ slug }) => slug === 'open-conversation')!
  const plan = { title: 'Ce soir', startsAt: new Date().toISOString(), timeZone: 'UTC', formatId: format.id }
  const session = await keeper.must('POST /api/spaces/:spaceId/sessions', { params: { spaceId: space.id }, body: plan })
  await keeper.must('PATCH /api/me', { body: { language: 'fr' } })
  const text = async (path: string) => (await open(keeper, path)).text
  expect(await text('/formats')).toContain('Conversation ouverte')
  expect(await text(`/formats/${format.id}/${format.slug}`)).toContain('Ce dont le groupe a besoin.')
  expect(await text('/rooms')).toContain('Conversation ouverte')
  expect(await text(`/sessions/${session.id}`)).toContain('Conversation ouverte')
  expect(await text(`/sessions/${session.id}`)).toContain('Ce qui se dit ici reste ici.')
  expect(await text('/rooms/agreement')).toContain('Une voix à la fois.')
  expect(await text(`/spaces/${space.id}/sessions/new`)).toContain('Consultation entre collègues')
  expect((await open(keeper, `/formats/new?from=${format.id}`)).html).toContain('Conversation ouverte, à notre façon')
  expect(await text('/help')).toContain('Jeunesse, J’écoute')
  await keeper.must('POST /api/sessions/:sessionId/enter', { params: { sessionId: session.id }, body: { agreement: 1 } })
  expect(await text(`/sessions/${session.id}/room`)).toContain('Conversation ouverte')
  expect((await keeper.must('GET /api/formats')).items.map(({ name }) => name)).toContain('Open conversation')
})

test('the name, the tagline and the lines of the footer are French where the community gave them, else its own', async () => {
  const said = {
    SITE_NAME: 'Harbour',
    FUNDING_LINE: 'Paid by the county.',
    FUNDING_LINE_FR: 'Payé par le comté.',
    DISCLAIMER: 'Ours alone.',
  }
  const { guest } = await world({ env: said })
  const text = async (lang: string) => (await open(guest(), `/about?lang=${lang}`)).text
  const [english, french] = [await text('en'), await text('fr')]
  for (const words of ['Harbour', 'A community of practice', 'Paid by the county.', 'Ours alone.']) expect(english).toContain(words)
  for (const words of ['Harbour', 'Une communauté de pratique', 'Payé par le comté.', 'Ours alone.']) expect(french).toContain(words)
})
