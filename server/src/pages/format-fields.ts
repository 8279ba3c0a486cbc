// Between a format and the fields of its form, in which every step has its own, by number.
import { type Format, formatRule, type Step, seat } from '@hearth/shared/format'
import { listField, optionalField, textField, yesField } from './fields.ts'
import { newStep, numbered, stepsIn } from './format-steps.ts'
import type { Fields } from './visit.ts'

export const seats = seat.options
export const rules = formatRule.options

/** What a new format starts with. */
export const newFormatFields: Fields = {
  unit: 'minutes',
  'groupSize.min': '3',
  'groupSize.max': '8',
  turns: '1',
  seats: ['facilitator', 'presenter'],
  rules: ['confidential', 'right-to-pass', 'no-identifiers'],
  ...numbered([newStep]),
}

export function fieldsOf({ name, bestFor, tradition, unit, groupSize, turns, seats, rules, steps }: Format): Fields {
  return {
    ...{ name, bestFor, tradition, unit, seats, rules, turns: String(turns) },
    'groupSize.min': String(groupSize.min),
    'groupSize.max': String(groupSize.max),
    ...numbered(steps.map(fieldsOfStep)),
  }
}

function fieldsOfStep({ title, length, floor, instructions, prompts, gather, ...more }: Step): Fields {
  return {
    ...{ title, instructions, gather, length: String(length), prompts: prompts.join('\n') },
    'floor.mode': floor.mode,
    'floor.except': floor.except,
    ...(more.optional && { optional: 'true' }),
    ...(more.vote && { vote: 'true' }),
    ...(more.lint && { lint: more.lint }),
    voice: more.voice ?? '',
    capture: more.capture ?? '',
    perPersonSeconds: more.perPersonSeconds === null ? '' : String(more.perPersonSeconds),
  }
}

/** To be parsed by the contract; the faults that it names point to the fields. */
export function formatIn(fields: Fields) {
  return {
    name: textField(fields, 'name'),
    bestFor: textField(fields, 'bestFor'),
    tradition: textField(fields, 'tradition'),
    unit: textField(fields, 'unit'),
    groupSize: { min: numberField(fields, 'groupSize.min'), max: numberField(fields, 'groupSize.max') },
    turns: numberField(fields, 'turns') ?? 1,
    seats: listField(fields, 'seats'),
    rules: listField(fields, 'rules'),
    steps: stepsIn(fields).map(stepIn),
  }
}

function stepIn(fields: Fields) {
  return {
    title: textField(fields, 'title'),
    length: numberField(fields, 'length'),
    floor: { mode: textField(fields, 'floor.mode'), except: listField(fields, 'floor.except') },
    instructions: textField(fields, 'instructions'),
    prompts: textField(fields, 'prompts')
      .split(/[\r\n]+/)
      .map(prompt => prompt.trim())
      .filter(Boolean),
    optional: yesField(fields, 'optional'),
    perPersonSeconds: numberField(fields, 'perPersonSeconds') ?? null,
    capture: optionalField(fields, 'capture') ?? null,
    lint: optionalField(fields, 'lint') ?? null,
    voice: optionalField(fields, 'voice') ?? null,
    gather: optionalField(fields, 'gather'),
    vote: yesField(fields, 'vote'),
  }
}

/** Undefined when empty, so that it counts as missing and not as nought. */
function numberField(fields: Fields, name: string) {
  const given = optionalField(fields, name)
  return given === undefined ? undefined : Number(given)
}

/** Minutes or days of all steps that are not optional, as far as they are numbers. */
export function totalIn(fields: Fields): number {
  const lengths = stepsIn(fields).map(step => (yesField(step, 'optional') ? 0 : Number(textField(step, 'length'))))
  const once = lengths.reduce((sum, length) => sum + (length > 0 && length < Number.POSITIVE_INFINITY ? length : 0), 0)
  return once * Math.max(1, Number(textField(fields, 'turns')) || 1)
}
