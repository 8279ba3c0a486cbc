// Gives every topic the slugs by which its tags are found, and its tags the form in which they are written now.
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import type { Migration } from '../migrate.ts'

/** Topics that are written together. */
const atOnce = 500

export const migration0002: Migration = {
  id: '0002-find-topics-by-tag',
  async run(connection) {
    const topics = connection.collection<{ _id: string; tags?: string[] }>('topics')
    const without = { tagSlugs: { $exists: false } }
    for (;;) {
      const found = await topics
        .find(without, { projection: { tags: 1 } })
        .limit(atOnce)
        .toArray()
      if (found.length === 0) return
      await topics.bulkWrite(
        found.map(topic => ({ updateOne: { filter: { _id: topic._id }, update: { $set: tagsOf(topic.tags ?? []) } } })),
      )
    }
  },
}

/** The first of those that are the same stays. */
function tagsOf(words: string[]) {
  const bySlug = new Map<string, string>()
  for (const word of words) if (!bySlug.has(tagSlug(word))) bySlug.set(tagSlug(word), tagName(word))
  return { tags: [...bySlug.values()], tagSlugs: [...bySlug.keys()] }
}
