// The subjects that are hard for one member: ready ones, and words of their own; nobody else ever gets them.
import { z } from 'zod'
import { wordsIn } from './hard-subjects.ts'
import { limits } from './limits.ts'
import { readySubjects } from './ready-subjects.ts'
import { line } from './text.ts'

const subject = z.enum(readySubjects)
const ownWords = line(limits.hardSubjectMax).refine(words => wordsIn(words).length > 0, { error: 'must hold a letter or a digit' })

export const hardSubjects = z
  .object({ ready: z.array(subject).max(readySubjects.length), own: z.array(z.string()) })
  .meta({ id: 'HardSubjects' })
export type HardSubjects = z.infer<typeof hardSubjects>

/** What reads the same counts once. */
const newSubjects = z.strictObject({
  ready: z
    .array(subject)
    .max(readySubjects.length)
    .default([])
    .transform(list => once(list)),
  own: z
    .array(ownWords)
    .max(limits.hardSubjectsMax)
    .default([])
    .transform(list => once(list, words => wordsIn(words).join(' '))),
})

function once<Each extends string>(list: Each[], same: (each: Each) => string = each => each): Each[] {
  return [...new Map(list.map(each => [same(each), each])).values()]
}

export const ownSubjectCalls = {
  'GET /api/me/hard-subjects': { returns: hardSubjects, summary: 'The subjects that are hard for oneself' },
  'PUT /api/me/hard-subjects': {
    body: newSubjects,
    returns: hardSubjects,
    summary: 'Set them: what touches one is folded on every page, for oneself alone',
  },
} as const
