// What a form remembers from the last try: the words that were sent, and what was wrong with which field.
import type { Fault, ProblemJson } from '@hearth/shared/problems'
import type { Translate } from '../messages.ts'

export type FormState = { values: Record<string, string | string[]>; problem: ProblemJson | null }

/** A form that nobody has sent yet. */
export function freshForm(values: FormState['values'] = {}): FormState {
  return { values, problem: null }
}

export function textOf(form: FormState, name: string): string {
  const value = form.values[name]
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
}

/** What a field starts with: what was sent, even if empty, else its present value. */
export function givenText(form: FormState, name: string, present = ''): string {
  return name in form.values ? textOf(form, name) : present
}

export function listOf(form: FormState, name: string): string[] {
  const value = form.values[name]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** Faults of a field or of anything in it: "/contentNotes/0" belongs to `contentNotes`, "/standing/until" to `standing.until`. */
export function faultsOf(form: FormState, name: string): Fault[] {
  const pointer = `/${name.replaceAll('.', '/')}`
  return (form.problem?.errors ?? []).filter(fault => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
}

const told = [
  'required',
  'too-small',
  'too-big',
  'too-low',
  'too-high',
  'below-min',
  'invalid-format',
  'invalid-value',
  'invalid-type',
  'common-password',
  'handle-taken',
  'name-taken',
  'not-agreed',
  'nobody-here',
  'past',
  'too-far',
  'one-only',
  'twice',
] as const

/** What was wrong, in the reader's language where the code is known. */
export function faultText(fault: Fault, t: Translate): string {
  const code = told.find(known => known === fault.code)
  return code ? t(`fault.${code}`) : fault.message
}

/** The id of a field in its form; faults link to it. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name.replaceAll('.', '-')}`
}
