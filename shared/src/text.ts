// The kinds of text that people write: trimmed, of one line or of many, without control characters.
import { z } from 'zod'
import { limits } from './limits.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const noControls = (value: string) => !controls.test(value)

/** One line: no line breaks, no control or direction-override characters. */
export function line(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine(value => noControls(value) && !/[\r\n]/.test(value), { error: 'must be a single line without control characters' })
}

/** Plain text of any number of lines; line ends become `\n`. */
export function lines(max: number) {
  return z
    .string()
    .transform(value => value.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(max).refine(noControls, { error: 'must not hold control characters' }))
}

/** Markdown source; line ends become `\n`. */
export const markdown = z
  .string()
  .transform(value => value.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1).max(limits.bodyMax).refine(noControls, { error: 'must not hold control characters' }))

/** A BCP 47 language tag, such as `en` or `fr-CA`. */
export const language = z.string().regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/)
