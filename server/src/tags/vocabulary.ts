// The community's words as every reader and writer meets them: what a word leads to. They are few; one process alone holds them in memory.
import { tagName, tagSlug } from '@hearth/shared/tag-words'
import type { TagDoc, TagStore } from './store.ts'

export type Vocabulary = ReturnType<typeof vocabularyOf>

/** `shared`: another server may change them, so they are asked for each time. */
export function vocabularyOf(store: TagStore, { shared }: { shared: boolean }) {
  let held: Promise<Map<string, TagDoc>> | null = null

  async function load() {
    const tags = await store.all()
    return new Map(tags.flatMap(tag => tag.slugs.map((slug): [string, TagDoc] => [slug, tag])))
  }

  function bySlugs() {
    if (shared) return load()
    held ??= load()
    held.catch(forget)
    return held
  }

  function forget() {
    held = null
  }

  return {
    forget,
    async all(): Promise<TagDoc[]> {
      return [...new Set((await bySlugs()).values())]
    },
    async find(slug: string): Promise<TagDoc | null> {
      return (await bySlugs()).get(slug) ?? null
    },
    /** Words as the community writes them, each once, with their slugs in the same order. */
    async canonical(words: string[]): Promise<{ tags: string[]; tagSlugs: string[] }> {
      if (words.length === 0) return { tags: [], tagSlugs: [] }
      const known = await bySlugs()
      const found = new Map<string, string>()
      for (const word of words) {
        const slug = tagSlug(word)
        const tag = known.get(slug)
        if (!found.has(tag?.slug ?? slug)) found.set(tag?.slug ?? slug, tag?.name ?? tagName(word))
      }
      return { tags: [...found.values()], tagSlugs: [...found.keys()] }
    },
  }
}
