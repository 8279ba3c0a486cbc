// Regular expressions of MongoDB's kind on JavaScript's engine; what the two read differently is refused.
import { BSONRegExp, BSONSymbol } from 'bson'
import { badValue, queryError } from '../errors.ts'
import type { Test } from '../paths.ts'
import type { Value } from '../types.ts'

/** Constructs that JavaScript would take for something else, or not at all. */
const FOREIGN = /\[\[:|\\[AzZGQEhHRXK]|\(\?[>#|R&P0-9+]|\(\?\(|\(\*|[*+?}]\+/
const LEADING_FLAGS = /^\(\?([imsx]+)\)/

export function regexTest(regex: BSONRegExp): Test {
  const expression = compileRegex(regex.pattern, regex.options)
  return value => {
    if (typeof value === 'string') return expression.test(value)
    if (value instanceof BSONRegExp) return value.pattern === regex.pattern && value.options === regex.options
    return value instanceof BSONSymbol && expression.test(value.value)
  }
}

/** From `$regex` and `$options`: the operand may be a string or a regular expression with options of its own. */
export function regexOperand(operand: Value, options: Value): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string')
  if (typeof operand === 'string') return makeRegex(operand, options ?? '')
  if (!(operand instanceof BSONRegExp)) throw badValue('$regex has to be a string')
  if (options !== undefined && operand.options !== '') throw queryError(51075, 'options set in both $regex and $options')
  return options === undefined ? operand : makeRegex(operand.pattern, options)
}

function makeRegex(pattern: string, options: string): BSONRegExp {
  checkFlags(options)
  return new BSONRegExp(pattern, options)
}

function checkFlags(letters: Iterable<string>): void {
  for (const letter of letters) if (!'imsxu'.includes(letter)) throw queryError(51108, `invalid flag in regex options: ${letter}`)
}

export function compileRegex(pattern: string, options: string): RegExp {
  const leading = LEADING_FLAGS.exec(pattern)?.[1] ?? ''
  const source = leading ? pattern.slice(leading.length + 3) : pattern
  const letters = new Set(options + leading)
  checkFlags(letters)
  const text = letters.has('x') ? withoutLayout(source) : source
  if (FOREIGN.test(text)) throw queryError(51091, `Regular expression is invalid: ${pattern} uses what this server does not support`)
  const flags = ['i', 'm', 's'].filter(flag => letters.has(flag)).join('')
  return build(text, flags, pattern)
}

/** By code points where the pattern allows it: the stricter mode refuses escapes that MongoDB takes, such as `\-`. */
function build(source: string, flags: string, pattern: string): RegExp {
  for (const mode of [`${flags}u`, flags]) {
    try {
      return new RegExp(source, mode)
    } catch {
      // Tried again in the laxer mode, or refused below.
    }
  }
  throw queryError(51091, `Regular expression is invalid: ${pattern}`)
}

/** The option `x`: blanks and comments outside of character classes do not count. */
function withoutLayout(source: string): string {
  return source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#.*/g, part => (/^(\s|#)/.test(part) ? '' : part))
}

/** What every string that matches begins with, if the pattern is anchored and says so plainly. */
export function regexPrefix(regex: BSONRegExp): string | undefined {
  if (regex.options !== '' && regex.options !== 's') return undefined
  const plain = /^\^((?:[^\\^$.|?*+()[\]{}])+)/.exec(regex.pattern)
  if (!plain || regex.pattern.includes('|')) return undefined
  const prefix = plain[1]!
  const next = regex.pattern[prefix.length + 1]
  const optional = next === '?' || next === '*' || next === '{'
  return (optional ? [...prefix].slice(0, -1).join('') : prefix) || undefined
}
