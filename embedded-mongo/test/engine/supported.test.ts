// The list for users is the tables' own.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeSupported } from '../../src/supported.ts'

test('SUPPORTED.md says what the tables say', () => {
  expect(readFileSync(new URL('../../SUPPORTED.md', import.meta.url), 'utf8')).toBe(describeSupported())
})
