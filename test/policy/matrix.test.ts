// Who may do what: every rule, for everybody who may ask, in every state, against what is expected; and the page that shows it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '@hearth/server/policy/can'
import { describe, expect, test } from 'vitest'
import { pages } from '../../docs/generate/pages.ts'
import { cases, type PersonName, people, type RuleName } from '../../docs/generate/permission-cases.ts'
import { verdictOf } from '../../docs/generate/permissions.ts'
import { expectations } from './expectations.ts'

const names = Object.keys(rules) as RuleName[]
const everybody = Object.keys(people) as PersonName[]

test('every rule has an expectation in every state, and no expectation is left of a rule that went', () => {
  expect(Object.keys(cases).sort()).toEqual([...names].sort())
  expect(Object.keys(expectations).sort()).toEqual([...names].sort())
  for (const rule of names) expect(Object.keys(expectations[rule]).sort(), rule).toEqual(Object.keys(cases[rule]).sort())
})

describe.each(names)('%s', rule => {
  test.each(Object.keys(cases[rule]))('answers everybody as expected: %s', state => {
    const row = expectations[rule][state]!
    const answers = Object.fromEntries(everybody.map(person => [person, verdictOf(rule, state, person)]))
    expect(answers).toEqual(Object.fromEntries(everybody.map(person => [person, row[person] ?? row.others])))
  })
})

test.each(Object.entries(pages))('%s is what `npm run docs` makes of the code', (path, make) => {
  expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(make())
})
