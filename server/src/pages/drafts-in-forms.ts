// The draft of a form of writing: what a form opens with, how it is kept without script, and what is shown when another device kept one meanwhile.
import type { ShownDraft } from '@hearth/client/pages'
import type { Draft, DraftKind } from '@hearth/shared/draft'
import { Problem } from '../problem.ts'
import { ask } from './ask.ts'
import { bodyOf, optionalField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import type { Fields, Visit } from './visit.ts'

export type DraftOf = { kind: DraftKind; placeId: string }

/** What tells of the form and is no part of its words. */
const notWords = ['id', 'parentId', 'basedOn', 'draft', 'do', 'handle', 'password']
const mayBeKept = /^[a-zA-Z][\w.-]{0,59}$/

/** Null where there is none, and for guests. */
export async function draftAt({ drafts }: PageDeps, visit: Visit, params: DraftOf): Promise<Draft | null> {
  if (visit.actor.kind === 'guest') return null
  return ask(visit, drafts.actions.read, { params }).catch(error => {
    if (error instanceof Problem && (error.code === 'not-found' || error.code === 'session-only')) return null
    throw error
  })
}

/** Throws `kept-elsewhere`. */
export async function keepDraft(
  { drafts }: PageDeps,
  visit: Visit,
  of: DraftOf,
  about: { postId?: string; parentId?: string | null; editing?: number },
  fields: Fields,
) {
  const words = Object.fromEntries(Object.entries(fields).filter(([name]) => !notWords.includes(name) && mayBeKept.test(name)))
  const given = { basedOn: optionalField(fields, 'draft') ?? null, ...about, fields: words }
  return ask(visit, drafts.actions.keep, { params: of, body: bodyOf('PUT /api/drafts/:kind/:placeId', given) })
}

/** A form that holds what is kept, or nothing. */
export function shownDraft(of: DraftOf, draft: Draft | null): ShownDraft {
  return { ...of, revision: draft?.revision ?? null, keptAt: draft?.keptAt ?? null, elsewhere: null }
}

/** A form that goes on after a preview or a refusal. Where another device kept words, they are shown, and the next press takes their place. */
export async function triedDraft(deps: PageDeps, visit: Visit, of: DraftOf, fields: Fields, problem?: Problem): Promise<ShownDraft> {
  const revision = optionalField(fields, 'draft') ?? null
  if (problem?.code !== 'kept-elsewhere') return { ...of, revision, keptAt: null, elsewhere: null }
  const other = await draftAt(deps, visit, of)
  if (!other) return { ...of, revision: null, keptAt: null, elsewhere: null }
  return { ...of, revision: other.revision, keptAt: null, elsewhere: { keptAt: other.keptAt, words: wordsIn(other) } }
}

function wordsIn({ fields }: Draft) {
  return [fields.title, fields.body].flat().filter(Boolean).join('\n\n')
}
