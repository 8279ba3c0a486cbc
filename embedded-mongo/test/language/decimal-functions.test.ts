// Roots, powers, logarithms and trigonometry of decimals: to their last digit where that is known, and near to what doubles give everywhere else.
import { Decimal128 } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DECIMAL_FUNCTIONS } from '../../src/language/decimal/functions.ts'
import { decimalAngle, decimalLogarithm, decimalPower } from '../../src/language/decimal/of-two.ts'

const decimal = (value: number | string) => Decimal128.fromString(String(value))

/** From tables; the digits behind the 34th are rounded away. */
const KNOWN: [name: string, of: string, result: string][] = [
  ['$sqrt', '2', '1.414213562373095048801688724209698'],
  ['$sqrt', '4', '2'],
  ['$sqrt', '1E-6000', '1E-3000'],
  ['$sqrt', '0', '0'],
  ['$exp', '1', '2.718281828459045235360287471352662'],
  ['$exp', '0', '1'],
  ['$exp', '1E-50', '1'],
  ['$exp', '20000', 'Infinity'],
  ['$exp', '-1E+6000', '0'],
  ['$exp', '-Infinity', '0'],
  ['$ln', '2', '0.6931471805599453094172321214581766'],
  ['$ln', '1', '0'],
  ['$ln', '1.000000000000000000000000000000001', '9.999999999999999999999999999999995E-34'],
  ['$log10', '2', '0.3010299956639811952137388947244930'],
  ['$log10', '1E-6000', '-6000'],
  ['$sin', '1', '0.8414709848078965066525023216302990'],
  ['$sin', '0', '0'],
  ['$sin', '1E-100', '1E-100'],
  ['$cos', '1', '0.5403023058681397174009366074429766'],
  ['$tan', '1', '1.557407724654902230506974807458360'],
  ['$asin', '1', '1.570796326794896619231321691639751'],
  ['$acos', '-1', '3.141592653589793238462643383279503'],
  ['$acos', '1', '0'],
  ['$atan', '1', '0.7853981633974483096156608458198757'],
  ['$atan', '-Infinity', '-1.570796326794896619231321691639751'],
  ['$sinh', '1', '1.175201193643801456882381850595601'],
  ['$cosh', '1', '1.543080634815243778477905620757062'],
  ['$tanh', '1', '0.7615941559557648881194582826047936'],
  ['$tanh', '1E+30', '1'],
  ['$sinh', '-1E+30', '-Infinity'],
  ['$asinh', '1', '0.8813735870195430252326093249797923'],
  ['$acosh', '1', '0'],
  ['$atanh', '1', 'Infinity'],
  ['$atanh', '0.5', '0.5493061443340548456976226184612629'],
  ['$degreesToRadians', '180', '3.141592653589793238462643383279503'],
  ['$radiansToDegrees', '1', '57.29577951308232087679815481410517'],
  ['$sin', 'NaN', 'NaN'],
]

const trimmed = (text: string) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

test.each(KNOWN)('%s of %s is %s', (name, of, result) => {
  expect(trimmed(String(DECIMAL_FUNCTIONS[name]!(decimal(of))))).toBe(trimmed(String(decimal(result))))
})

const POWERS: [base: string, exponent: string, result: string][] = [
  ['2', '10', '1024'],
  ['2', '0.5', '1.414213562373095048801688724209698'],
  ['1.1', '3', '1.331'],
  ['-2', '3', '-8'],
  ['-2', '-1', '-0.5'],
  ['-2', '0.5', 'NaN'],
  ['0', '3', '0'],
  ['0', '0', '1'],
  ['10', '-6000', '1E-6000'],
  ['10', '7000', 'Infinity'],
  ['-10', '7001', '-Infinity'],
  ['10', '-7000', '0'],
  ['Infinity', '-1', '0'],
]

test.each(POWERS)('%s to the power of %s is %s', (base, exponent, result) => {
  expect(trimmed(String(decimalPower(decimal(base), decimal(exponent))))).toBe(trimmed(String(decimal(result))))
})

test('a sine of a huge number is that of the angle without its turns', () => {
  const whole = Number(String(DECIMAL_FUNCTIONS.$sin!(decimal('1E+22'))))
  expect(whole).toBeCloseTo(-0.8522008497671888, 12)
  const [sine, cosine] = ['$sin', '$cos'].map(name => Number(String(DECIMAL_FUNCTIONS[name]!(decimal('1E+6000')))))
  expect(sine! ** 2 + cosine! ** 2).toBeCloseTo(1, 12)
})

const DOUBLES: [name: string, least: number, most: number, apply: (x: number) => number][] = [
  ['$sqrt', 0, 1e9, Math.sqrt],
  ['$exp', -300, 300, Math.exp],
  ['$ln', 1e-9, 1e9, Math.log],
  ['$log10', 1e-9, 1e9, Math.log10],
  ['$sin', -7, 7, Math.sin],
  ['$cos', -7, 7, Math.cos],
  ['$asin', -0.999, 0.999, Math.asin],
  ['$acos', -0.999, 0.999, Math.acos],
  ['$atan', -1e6, 1e6, Math.atan],
  ['$sinh', -20, 20, Math.sinh],
  ['$cosh', -20, 20, Math.cosh],
  ['$tanh', -20, 20, Math.tanh],
  ['$asinh', -1e6, 1e6, Math.asinh],
  ['$acosh', 1.001, 1e6, Math.acosh],
  ['$atanh', -0.999, 0.999, Math.atanh],
  ['$degreesToRadians', -720, 720, x => (x * Math.PI) / 180],
]

test.each(DOUBLES)('%s from %d to %d is near to what doubles give', (name, least, most, apply) => {
  fc.assert(
    fc.property(fc.double({ min: least, max: most, noNaN: true }), x => {
      const [found, wanted] = [Number(String(DECIMAL_FUNCTIONS[name]!(decimal(x)))), apply(x)]
      expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(wanted)))
    }),
    { numRuns: 200 },
  )
})

test('powers, logarithms and angles of two are near to what doubles give', () => {
  const number = fc.double({ min: 0.01, max: 100, noNaN: true })
  const signed = fc.double({ min: -50, max: 50, noNaN: true }).map(value => (Math.abs(value) < 1e-9 ? 0 : value))
  const near = (found: Decimal128, wanted: number) =>
    expect(Math.abs(Number(String(found)) - wanted)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(wanted)))
  fc.assert(
    fc.property(number, number, signed, signed, (a, b, x, y) => {
      near(decimalPower(decimal(a), decimal(x)), a ** x)
      if (Math.abs(b - 1) > 0.001) near(decimalLogarithm(decimal(a), decimal(b)), Math.log(a) / Math.log(b))
      near(decimalAngle(decimal(y), decimal(x)), Math.atan2(y, x))
    }),
    { numRuns: 300 },
  )
  expect(String(decimalAngle(decimal(-1), decimal(0)))).toBe('-1.570796326794896619231321691639751')
  expect(String(decimalAngle(decimal(0), decimal(-1)))).toBe('3.141592653589793238462643383279503')
})
