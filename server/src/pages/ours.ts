// Texts that come with Hearth as data, in the reader's language: formats, the first agreement, crisis lines, the tagline.
// Only what is exactly ours is put in other words; what the community wrote stays as it was written.
import { readFileSync } from 'node:fs'
import type { Agreement } from '@hearth/shared/agreement'
import type { Step } from '@hearth/shared/format'
import type { Session } from '@hearth/shared/session'
import type { CrisisLine } from '@hearth/shared/site'
import { z } from 'zod'
import { isShippedFormat } from '../rooms/index.ts'

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. English text to text. */
const file = new URL('../../src/pages/ours.fr.json', import.meta.url)
const french = new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))))
const none = new Map<string, string>()

/** Other languages have what was written first. */
function wordsIn(lang: string) {
  const words = lang === 'fr' ? french : none
  return (text: string) => words.get(text) ?? text
}

type Worded = { id: string; name: string; bestFor?: string; tradition?: string; steps: number | Step[] }

/** Of a format that came with Hearth, also where a session holds a copy of it. */
export function formatIn<Shown extends Worded>(lang: string, format: Shown): Shown {
  if (lang !== 'fr' || !isShippedFormat(format.id)) return format
  const say = wordsIn(lang)
  const { name, bestFor, tradition, steps } = format
  return {
    ...format,
    name: say(name),
    ...(bestFor === undefined ? {} : { bestFor: say(bestFor) }),
    ...(tradition === undefined ? {} : { tradition: say(tradition) }),
    steps: typeof steps === 'number' ? steps : steps.map(stepIn),
  }

  function stepIn(step: Step): Step {
    const { title, instructions, prompts, capture } = step
    const told = { title: say(title), instructions: say(instructions), prompts: prompts.map(say) }
    return { ...step, ...told, capture: capture === null ? null : say(capture) }
  }
}

export function withFormatIn<Held extends { format: Worded }>(lang: string, held: Held): Held {
  return { ...held, format: formatIn(lang, held.format) }
}

/** With the agreement at its door. */
export function sessionIn(lang: string, session: Session): Session {
  return { ...withFormatIn(lang, session), agreement: agreementIn(lang, session.agreement) }
}

/** The first version; what the community adopted has other clauses. */
export function agreementIn(lang: string, agreement: Agreement): Agreement {
  return agreement.version === 1 ? { ...agreement, clauses: agreement.clauses.map(wordsIn(lang)) } : agreement
}

export function linesIn(lang: string, lines: CrisisLine[]): CrisisLine[] {
  const say = wordsIn(lang)
  const told = (text: string | null) => text && say(text)
  return lines.map(line => ({
    ...line,
    countryName: say(line.countryName),
    service: say(line.service),
    call: told(line.call),
    text: told(line.text),
    hours: say(line.hours),
    note: told(line.note),
  }))
}

export function textIn(lang: string, text: string): string {
  return wordsIn(lang)(text)
}
