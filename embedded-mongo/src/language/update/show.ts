// Values as MongoDB's messages write them; only for people to read.
import { EJSON } from 'bson'
import type { Value } from '../types.ts'

const LONGEST = 150

export function show(value: Value): string {
  if (value === undefined) return 'missing'
  const text = EJSON.stringify({ value }, { relaxed: true }).slice('{"value":'.length, -1)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text
}
