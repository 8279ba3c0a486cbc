// What an edit form goes on with: the words as they stand, a draft of them, or what was sent before a preview or a refusal.
import { type FormState, freshForm } from '@hearth/client/pages'
import { type Problem, problemJson } from '../problem.ts'
import { type DraftOf, draftAt, keepDraft, shownDraft, triedDraft } from './drafts-in-forms.ts'
import { optionalField } from './fields.ts'
import type { PageDeps } from './index.tsx'
import { type Fields, goTo, type Visit } from './visit.ts'

export type Tried = { fields: Fields; problem?: Problem; previewHtml?: string }

export function triedState(tried?: Tried): { form: FormState; previewHtml: string | null } {
  const problem = tried?.problem ? problemJson(tried.problem) : null
  return { form: { values: tried?.fields ?? {}, problem }, previewHtml: tried?.previewHtml ?? null }
}

/** `seq`: of what stands now. */
export async function editBegun(deps: PageDeps, visit: Visit, of: DraftOf, seq: number, tried?: Tried) {
  const keeper = visit.reader.me?.id ?? ''
  if (tried) {
    const draft = await triedDraft(deps, visit, of, tried.fields, tried.problem)
    return { ...triedState(tried), ...basisOf(tried, seq), draft, keeper }
  }
  const kept = await draftAt(deps, visit, of)
  const basedOn = kept?.editing ?? seq
  const seen = { basedOn: seq, changed: basedOn !== seq }
  return { form: freshForm(kept?.fields), previewHtml: null, ...seen, draft: shownDraft(of, kept), keeper }
}

/** A preview keeps what the words are based on. After `edited-meanwhile` what stands is shown, and the next press is based on that. */
function basisOf({ fields, problem }: Tried, seq: number) {
  const sent = Number(optionalField(fields, 'basedOn') ?? seq)
  const shown = problem?.code === 'edited-meanwhile' || !Number.isInteger(sent)
  return { basedOn: shown ? seq : sent, changed: shown && sent !== seq }
}

export async function keepEdit(deps: PageDeps, visit: Visit, of: DraftOf, fields: Fields) {
  const editing = Number(optionalField(fields, 'basedOn'))
  await keepDraft(deps, visit, of, Number.isInteger(editing) ? { editing } : {}, fields)
  return goTo(visit.req.path, 'said.draftKept')
}
