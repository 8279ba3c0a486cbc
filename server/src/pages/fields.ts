// From the fields of a form to the body of a call, by the contract; what is wrong comes back as one problem that names every fault.
import { type Body, type Call, type CallKey, contract } from '@hearth/shared/contract'
import { invalidInput } from '../problem.ts'
import type { Fields } from './visit.ts'

export function textField(fields: Fields, name: string): string {
  const value = fields[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** Undefined when empty or absent: for what may be left out. */
export function optionalField(fields: Fields, name: string): string | undefined {
  return textField(fields, name).trim() || undefined
}

export function listField(fields: Fields, name: string): string[] {
  const value = fields[name]
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(each => each.trim() !== '')
}

export function yesField(fields: Fields, name: string): boolean {
  return ['true', 'on', '1'].includes(textField(fields, name))
}

/** One line of several, parted by commas. */
export function splitField(fields: Fields, name: string): string[] {
  return textField(fields, name)
    .split(',')
    .map(each => each.trim())
    .filter(Boolean)
}

export function contentNotesOf(fields: Fields): string[] {
  return [...new Set([...listField(fields, 'contentNotes'), ...splitField(fields, 'contentNotesOther')])]
}

/** Throws `invalid-input`. */
export function bodyOf<Key extends CallKey>(key: Key, given: unknown): Body<Key> {
  const call: Call = contract[key]
  const parsed = call.body!.safeParse(given)
  if (parsed.error) throw invalidInput(parsed.error)
  return parsed.data as Body<Key>
}
