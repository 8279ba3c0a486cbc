// What tests of tags do: start topics under words, and ask what is under a word.
import { randomUUID } from 'node:crypto'
import type { Stage } from '../contract/stage.ts'
import type { Person } from '../people.ts'

/** `sceneOf`: the stage, once there is one. */
export function tagWays(sceneOf: () => Stage) {
  const word = () => `w${randomUUID().slice(0, 8)}`
  const start = (tags: string[], where: keyof Stage['spaces'] = 'public', person: Person = sceneOf().author) =>
    person.must('POST /api/spaces/:spaceId/topics', {
      params: { spaceId: sceneOf().spaces[where] },
      body: { title: 'A title', body: 'Words', tags },
    })
  const topicsOf = (person: Person, slug: string) => person.call('GET /api/tags/:slug/topics', { params: { slug } })
  const idsUnder = async (person: Person, slug: string) => (await topicsOf(person, slug)).body.items?.map(each => each.id)
  const followed = () => sceneOf().place.app.features.tags.follower.idle()
  async function allTags(person: Person) {
    const slugs: string[] = []
    let after: string | null = null
    do {
      const page: { items: { slug: string }[]; next: string | null } = await person.must('GET /api/tags', {
        query: { limit: 3, ...(after ? { after } : {}) },
      })
      slugs.push(...page.items.map(tag => tag.slug))
      after = page.next
    } while (after)
    return slugs
  }
  return { word, start, topicsOf, idsUnder, followed, allTags }
}
