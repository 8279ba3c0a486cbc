// Tells what a part of a page is given, as a key: by its content, or by what it is where it can never change.

const numbers = new WeakMap<object, number>()
let last = 0

/** Plain data. What is frozen is told by a number of its own, which no other thing gets, also when it is gone. */
export function keyOf(given: object): string {
  let key = ''
  for (const [name, value] of Object.entries(given)) key += ` ${name}=${partOf(value)}`
  return key
}

function partOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Object.isFrozen(value)) return `#${numberOf(value)}`
  return Array.isArray(value) ? `[${value.map(partOf).join()}]` : JSON.stringify(value)
}

function numberOf(value: object): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  last += 1
  numbers.set(value, last)
  return last
}
