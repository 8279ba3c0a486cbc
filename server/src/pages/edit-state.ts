// What an edit form goes on with after a preview or a refusal.
import type { FormState } from '@hearth/client/pages'
import { type Problem, problemJson } from '../problem.ts'
import type { Fields } from './visit.ts'

export type Tried = { fields: Fields; problem?: Problem; previewHtml?: string }

export function triedState(tried?: Tried): { form: FormState; previewHtml: string | null } {
  const problem = tried?.problem ? problemJson(tried.problem) : null
  return { form: { values: tried?.fields ?? {}, problem }, previewHtml: tried?.previewHtml ?? null }
}
