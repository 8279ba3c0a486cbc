// When a post appears, from the fields of its form.
import type { Appears } from '@hearth/shared/waiting-post'
import { instantOf } from '../local-time.ts'
import { Problem } from '../problem.ts'
import { optionalField, textField } from './fields.ts'
import type { Fields, Visit } from './visit.ts'

/** `at once` where nothing was chosen and the member has not chosen otherwise for all that they write. Throws `invalid-input` at the field. */
export function appearsOf({ reader }: Visit, fields: Fields): Appears | 'no' | 'hold' {
  const chosen = optionalField(fields, 'appears') ?? reader.postsWait
  if (chosen === 'no' || chosen === 'hold' || chosen === 'moment' || chosen === 'day' || chosen === 'morning') return chosen
  const [day, time] = [textField(fields, 'appearsDay'), textField(fields, 'appearsTime')]
  const at = instantOf({ day, time }, reader.timeZone)
  if (at) return at.toISOString()
  const missing = [['appearsDay', day] as const, ['appearsTime', time] as const].filter(([, value]) => value === '')
  const named = missing.length > 0 ? missing.map(([name]) => name) : ['appearsDay']
  throw new Problem('invalid-input', {
    errors: named.map(name => ({ pointer: `/${name}`, code: missing.length > 0 ? 'required' : 'invalid-format', message: 'is needed' })),
  })
}
