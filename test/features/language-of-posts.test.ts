// The language of posts and of aliases follows the words that were written, never the person who wrote them.
import { aliasesIn } from '@hearth/server/authorships/alias-words'
import { languages } from '@hearth/shared/languages'
import { expect, test } from 'vitest'
import { world } from '../world.ts'

const french = 'Est-ce que je peux vous demander comment vous faites avec les textos dans la nuit ?'
const english = 'What do you do with texts that come at night? I would like to hear how it is for you.'

async function stage() {
  const here = await world()
  const keeper = await here.coordinator()
  const space = await keeper.must('POST /api/spaces', { body: { name: 'Evidence', visibility: 'public', anonymous: true } })
  const params = { spaceId: space.id }
  const start = (body: string) => keeper.must('POST /api/spaces/:spaceId/topics', { params, body: { title: 'SMS', body, anonymous: true } })
  return { ...here, keeper, start }
}

test('a post is marked with the language that it is written in', async () => {
  const { guest, keeper, start } = await stage()
  const topic = await start(french)
  const params = { topicId: topic.id }
  const reply = (body: string) => keeper.must('POST /api/topics/:topicId/replies', { params, body: { body } })
  const langs = [topic.lang, (await reply(english)).lang, (await reply('Merci.')).lang, (await start(english)).lang]
  expect(langs).toEqual(['fr', 'en', 'fr', 'en'])
  const page = await guest().send('GET', `/topics/${topic.id}/${topic.slug}`, { headers: { 'accept-language': 'en' } })
  expect([...page.text.matchAll(/class="prose" lang="(\w+)"/g)].map(found => found[1])).toEqual(['fr', 'en', 'fr'])
  expect(page.text).toMatch(/<h1><bdi lang="fr">/)
})

test('an edit in another language changes the mark, and one that changes no word does not', async () => {
  const { keeper, start } = await stage()
  const topic = await start(french)
  const params = { topicId: topic.id }
  const { id } = await keeper.must('POST /api/topics/:topicId/replies', { params, body: { body: english, lang: 'fr' } })
  const edit = async (body: string) => {
    const changed = await keeper.must('PATCH /api/replies/:replyId', { params: { replyId: id }, body: { body } })
    return [changed.lang, changed.edited !== null]
  }
  expect(await edit(english)).toEqual(['fr', false])
  expect(await edit(`${english} And so on.`)).toEqual(['en', true])
  expect((await keeper.must('PATCH /api/topics/:topicId', { params, body: { body: english } })).lang).toBe('en')
})

test('who reads the pages in French and writes without a name in English is told apart by nothing', async () => {
  const { member, guest, start } = await stage()
  const topic = await start(english)
  const params = { topicId: topic.id }
  const people = [await member(), await member()]
  await people[0]!.must('PATCH /api/me', { body: { language: 'fr' } })
  for (const person of people)
    await person.send('POST', `/topics/${topic.id}/replies`, {
      headers: { 'accept-language': 'fr' },
      body: new URLSearchParams({ id: crypto.randomUUID(), body: 'It is the same for me.', name: 'none', anonymous: 'true' }),
    })
  const { items } = await guest().must('GET /api/topics/:topicId/replies', { params })
  expect(items.map(({ lang }) => lang)).toEqual(['en', 'en'])
})

test('aliases are words of the topic’s language, and each is one alone', async () => {
  const { keeper, start } = await stage()
  const aliasOf = async (body: string) => {
    const { author } = await keeper.must('GET /api/topics/:topicId', { params: { topicId: (await start(body)).id } })
    return author.kind === 'anonymous' ? author.alias : author.kind
  }
  expect(await aliasOf(french)).toMatch(/^\p{Lu}\p{Ll}+ anonyme$/u)
  expect(await aliasOf(english)).toMatch(/^Anonymous [a-z]+$/)
  const all = languages.flatMap(lang => aliasesIn(lang))
  expect(new Set(all).size).toBe(all.length)
  for (const lang of languages) expect(aliasesIn(lang).length).toBeGreaterThan(100)
})
