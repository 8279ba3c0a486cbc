// Gives every post that has none a language, so that each can be marked with `lang` on the page.
import type { Migration } from '../migrate.ts'

export const migration0001: Migration = {
  id: '0001-give-posts-a-language',
  async run(connection) {
    for (const collection of ['topics', 'replies'])
      await connection.collection(collection).updateMany({ lang: { $exists: false } }, { $set: { lang: 'en' } })
  },
}
