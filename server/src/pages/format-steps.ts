// The steps of a format's form as numbered fields: they are added, moved, taken out and put back without a word being lost.
import { textField } from './fields.ts'
import type { Fields } from './visit.ts'

export const newStep: Fields = { title: '', length: '', 'floor.mode': 'everyone', gather: 'open' }

/** Each step's fields by their own names, in the order of their numbers. */
export function stepsIn(fields: Fields): Fields[] {
  const steps = new Map<number, Fields>()
  for (const [name, value] of Object.entries(fields)) {
    const [, number, own] = /^steps\.(\d{1,6})\.(.+)$/.exec(name) ?? []
    if (own) steps.set(Number(number), { ...steps.get(Number(number)), [own]: value })
  }
  return [...steps].sort(([one], [other]) => one - other).map(([, step]) => step)
}

export function numbered(steps: Fields[]): Fields {
  return Object.assign({}, ...steps.map((step, at) => prefixed(`steps.${at}.`, step)))
}

/**
 * The form after a press that rearranges its steps (`add`, `up.2`, `down.2`, `out.2`, `back`) or only shows it again; null after any other.
 * The step that was taken out last is kept beside the others, to be put back.
 */
export function rearranged(fields: Fields): Fields | null {
  const [press = '', number] = textField(fields, 'do').split('.')
  if (press === 'show') return fields
  const moved = moves[press]?.(stepsIn(fields), Number(number), fields)
  if (!moved) return null
  const { steps, taken } = moved
  const others = without(fields, taken ? ['steps.', 'taken.'] : ['steps.'])
  return { ...others, ...numbered(steps), ...(taken && prefixed('taken.', taken)) }
}

/** `taken`: what is kept aside from now on, when that changes. */
type Moved = { steps: Fields[]; taken?: Fields }
type Move = (steps: Fields[], at: number, fields: Fields) => Moved | null

const moves: Record<string, Move> = {
  add: steps => ({ steps: [...steps, newStep] }),
  up: (steps, at) => swapped(steps, at - 1),
  down: (steps, at) => swapped(steps, at),
  out(steps, at) {
    const taken = steps[at]
    return taken && steps.length > 1 ? { steps: steps.toSpliced(at, 1), taken: { ...taken, at: String(at) } } : null
  },
  back(steps, _, fields) {
    const { at, ...own } = under(fields, 'taken.')
    return at === undefined ? null : { steps: steps.toSpliced(Number(at), 0, own), taken: {} }
  },
}

function swapped(steps: Fields[], at: number): Moved | null {
  const [one, other] = [steps[at], steps[at + 1]]
  return one && other ? { steps: steps.toSpliced(at, 2, other, one) } : null
}

function under(fields: Fields, prefix: string): Fields {
  const own = Object.entries(fields).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
}

function without(fields: Fields, prefixes: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !prefixes.some(prefix => name.startsWith(prefix))))
}

function prefixed(prefix: string, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [prefix + name, value]))
}
