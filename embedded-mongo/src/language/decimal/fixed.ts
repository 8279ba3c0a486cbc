// Elementary functions on whole numbers of the unit 10 ** -110: far more digits than a decimal has, so that its 34 are right.

/** Digits behind the point. */
export const PLACES = 110
export const ONE = 10n ** BigInt(PLACES)
const HALVINGS = 10

const abs = (value: bigint): bigint => (value < 0n ? -value : value)
const times = (a: bigint, b: bigint, one = ONE): bigint => (a * b) / one

/** The whole root, by Newton's way from above. */
export function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length >> 1) + 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

export const root = (x: bigint): bigint => wholeRoot(x * ONE)

/** The sum of a power series whose terms come one from the other, until they are nothing. */
function series(first: bigint, following: (term: bigint, n: number) => bigint, part: (term: bigint, n: number) => bigint): bigint {
  let sum = 0n
  let term = first
  for (let n = 0; term !== 0n; n++) {
    sum += part(term, n)
    term = following(term, n)
  }
  return sum
}

const odd = (n: number): bigint => BigInt(2 * n + 1)
const sign = (n: number): bigint => (n % 2 === 0 ? 1n : -1n)

/** Of little more than nothing. */
function arctangentOfSmall(x: bigint, one = ONE): bigint {
  const square = times(x, x, one)
  return series(
    x,
    term => times(term, square, one),
    (term, n) => (sign(n) * term) / odd(n),
  )
}

const PIS = new Map<number, bigint>()

/** By Machin's formula, to so many places. */
export function pi(places = PLACES): bigint {
  const known = PIS.get(places)
  if (known !== undefined) return known
  const one = 10n ** BigInt(places + 10)
  const made = (4n * (4n * arctangentOfSmall(one / 5n, one) - arctangentOfSmall(one / 239n, one))) / 10n ** 10n
  PIS.set(places, made)
  return made
}

export function exponential(x: bigint): bigint {
  const small = x >> BigInt(HALVINGS)
  let power = series(
    ONE,
    (term, n) => times(term, small) / BigInt(n + 1),
    term => term,
  )
  for (let at = 0; at < HALVINGS; at++) power = times(power, power)
  return power
}

/** Of what is greater than nothing and not far from one. */
export function logarithm(x: bigint): bigint {
  let near = x
  for (let at = 0; at < HALVINGS; at++) near = root(near)
  const ratio = ((near - ONE) * ONE) / (near + ONE)
  const square = times(ratio, ratio)
  const half = series(
    ratio,
    term => times(term, square),
    (term, n) => term / odd(n),
  )
  return half << BigInt(HALVINGS + 1)
}

let ofTen: bigint | undefined
export const logarithmOfTen = (): bigint => (ofTen ??= logarithm(10n * ONE))

export function arctangent(x: bigint): bigint {
  if (abs(x) > ONE) return (x < 0n ? -pi() : pi()) / 2n - arctangent((ONE * ONE) / x)
  let small = x
  for (let at = 0; at < HALVINGS; at++) small = (small * ONE) / (ONE + root(ONE + times(small, small)))
  return arctangentOfSmall(small) << BigInt(HALVINGS)
}

/** Of an angle below four right ones. */
export function sine(x: bigint): bigint {
  const square = times(x, x)
  return series(
    x,
    (term, n) => -times(term, square) / BigInt((2 * n + 2) * (2 * n + 3)),
    term => term,
  )
}
