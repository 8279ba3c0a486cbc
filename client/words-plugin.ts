// Gives each part of the page a module with its own words, per language, from the message files: `virtual:words/<part>`.
// biome-ignore lint/correctness/noUndeclaredDependencies: a tool of the whole house, declared at its root
import type { Plugin } from 'vite'
import { languages, wordsFor } from './src/messages/load.ts'
import { wordsOfParts } from './src/messages/parts.ts'

const prefix = 'virtual:words/'

export function words(): Plugin {
  return {
    name: 'words',
    resolveId: id => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const [part = '', lang] = id.slice(prefix.length + 1).split('/')
      return lang === undefined ? loaderOf(part) : `export const words = ${JSON.stringify(wordsFor(lang, wordsOfParts[part] ?? []))}`
    },
  }
}

/** A language is loaded when the page is in it. */
function loaderOf(part: string) {
  const loads = languages.map(lang => `${JSON.stringify(lang)}: () => import('${prefix}${part}/${lang}')`)
  return `export const load = { ${loads.join(', ')} }`
}
