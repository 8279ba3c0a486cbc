// Rounds the bounds of buckets to preferred numbers: the series of Renard and of IEC 60063, 1-2-5, and powers of two.
import { Decimal128, Double } from 'bson'
import { queryError } from '../errors.ts'
import { compareNumbers, nearestNumber } from '../numbers.ts'
import { bsonType, isNumber, TYPE, typeName, type Value } from '../types.ts'

/** To the next number of a series that is strictly greater, or strictly less; zero stays. */
export interface Granularity {
  up(value: Value): Value
  down(value: Value): Value
}

const list = (text: string): readonly number[] => text.split(' ').map(Number)

/** One decade of each; MongoDB's R40 has no 335, and its R80 begins at 103. */
const SERIES: ReadonlyMap<string, readonly number[]> = new Map([
  ['R5', list('10 16 25 40 63')],
  ['R10', list('100 125 160 200 250 315 400 500 630 800')],
  ['R20', list('100 112 125 140 160 180 200 224 250 280 315 355 400 450 500 560 630 710 800 900')],
  [
    'R40',
    list(
      '100 106 112 118 125 132 140 150 160 170 180 190 200 212 224 236 250 265 280 300 315 355 375 400 425 450 475 500 530 560 600 630 670 710 750 800 850 900 950',
    ),
  ],
  [
    'R80',
    list(
      '103 109 115 122 128 136 145 155 165 175 185 195 206 218 230 243 258 272 290 307 325 345 365 387 412 437 462 487 515 545 575 615 650 690 730 775 825 875 925 975',
    ),
  ],
  ['1-2-5', list('10 20 50')],
  ['E6', list('10 15 22 33 47 68')],
  ['E12', list('10 12 15 18 22 27 33 39 47 56 68 82')],
  ['E24', list('10 11 12 13 15 16 18 20 22 24 27 30 33 36 39 43 47 51 56 62 68 75 82 91')],
  ['E48', geometric(48)],
  ['E96', geometric(96)],
  ['E192', geometric(192)],
])

/** From E48 on the series are geometric, rounded to three digits; the standard has one exception, 920. */
function geometric(steps: number): readonly number[] {
  return Array.from({ length: steps }, (_, step) => Math.round(100 * 10 ** (step / steps))).map(each => (each === 919 ? 920 : each))
}

export function granularityOf(name: Value): Granularity | undefined {
  if (name === undefined) return undefined
  if (typeof name !== 'string')
    throw queryError(40261, `The $bucketAuto 'granularity' field must be a string, but found type: ${typeName(name)}`)
  if (name === 'POWERSOF2') return POWERS_OF_TWO
  const series = SERIES.get(name)
  if (series === undefined) throw queryError(40257, `Unknown granularity '${name}'`)
  return preferred(series)
}

/** Throws unless the value has a place in such a series. */
export function checkRoundable(value: Value): void {
  const about = "$bucketAuto can specify a 'granularity' with"
  if (!isNumber(value)) throw queryError(40258, `${about} numeric boundaries only, but found a value with type: ${typeName(value)}`)
  const number = nearestNumber(value)
  if (Number.isNaN(number)) throw queryError(40259, `${about} numeric boundaries only, but found a NaN`)
  if (number < 0) throw queryError(40260, `${about} non-negative numbers only, but found a negative number`)
}

const isFixed = (number: number): boolean => number === 0 || number === Number.POSITIVE_INFINITY
const isDecimal = (value: Value): boolean => bsonType(value) === TYPE.decimal

const POWERS_OF_TWO: Granularity = {
  up: value => toPower(value, number => Math.floor(Math.log2(number)) + 1),
  down: value => toPower(value, number => Math.ceil(Math.log2(number)) - 1),
}

function toPower(value: Value, exponent: (number: number) => number): Value {
  const number = nearestNumber(value)
  if (isFixed(number)) return value
  const power = 2 ** exponent(number)
  return isDecimal(value) ? Decimal128.fromString(String(power)) : new Double(power)
}

function preferred(series: readonly number[]): Granularity {
  return {
    up: value => nearest(value, series, (number, place) => place > number),
    down: value => nearest(value, [...series].reverse(), (number, place) => place < number),
  }
}

/** The first of the series that is beyond the value, from the decade before its own on; downwards from the one behind it. */
function nearest(value: Value, series: readonly number[], isBeyond: (value: number, place: number) => boolean): Value {
  const number = nearestNumber(value)
  if (isFixed(number)) return value
  const decade = Math.floor(Math.log10(number)) - Math.floor(Math.log10(series[0]!))
  const isUp = series[0]! < series[1]!
  for (let step = -1; ; step++) {
    const exponent = isUp ? decade + step : decade - step
    for (const each of series) {
      const place = placed(each, exponent, value)
      if (isBeyond(0, compareNumbers(place, value))) return place
    }
  }
}

/** As doubles the series is multiplied or divided by ten step by step, so that 63 tenths are 6.300000000000001 as in MongoDB. */
function placed(each: number, exponent: number, like: Value): Value {
  if (isDecimal(like)) return Decimal128.fromString(`${each}E${exponent}`)
  let multiplier = 1
  for (let at = 0; at < Math.abs(exponent); at++) multiplier = exponent < 0 ? multiplier / 10 : multiplier * 10
  return new Double(each * multiplier)
}
