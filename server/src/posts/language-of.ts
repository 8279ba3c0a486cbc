// The language of a text, told by its small words, for whoever did not say. It looks at the text alone: in which language
// somebody reads the pages would say who wrote without a name.
import { type Language, languages } from '@hearth/shared/languages'

/** Words that one language uses all the time and the other hardly ever; the pieces before an apostrophe count as words. */
const smallWords: Record<Language, Set<string>> = {
  en: new Set(
    'the and of to is it you that for was with this have are but what when they at be we your my i if do how would there from has been will about'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les des du et est que qui je il elle nous vous pas une un dans pour avec sur mais ce cette au aux mon ma mes j qu ai suis sont être fait quand'.split(
      ' ',
    ),
  ),
}
/** Letters that are looked at: more say nothing more. */
const enough = 4_000
/** So many small words more than the other language has. */
const clearly = 2

/** `otherwise` where the text is too short, or in between. */
export function languageOf(text: string, otherwise: string): string {
  const words =
    text
      .slice(0, enough)
      .toLowerCase()
      .replace(/\S+:\/\/\S+/g, '')
      .match(/\p{L}+/gu) ?? []
  const counted = languages.map(lang => ({ lang, count: words.filter(word => smallWords[lang].has(word)).length }))
  const [most, next] = counted.sort((one, other) => other.count - one.count)
  return most && most.count >= clearly * Math.max(1, next?.count ?? 0) ? most.lang : otherwise
}
