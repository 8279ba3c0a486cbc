// A tag as a plain underlined word that leads to its page.
import type { Tag } from '@hearth/shared/tag'
import { tagSlug } from '@hearth/shared/tag-words'
import { useReader } from '../messages.ts'
import { tagAddress } from './addresses.ts'

/** Where somebody's name is masked there is no page to lead to. */
export function TagLink({ word }: { word: string }) {
  if (word.includes('@…')) return <bdi>{word}</bdi>
  return (
    <a href={tagAddress(tagSlug(word))} dir="auto">
      {word}
    </a>
  )
}

/** What the reader calls it: the French word where there is one and the page is in French. */
export function useTagName() {
  const { lang } = useReader()
  return ({ name, fr }: Pick<Tag, 'name' | 'fr'>) => (lang.startsWith('fr') && fr ? fr : name)
}
