// A sum that is added to value by value: integers exactly, doubles with their rounding errors kept apart.
import { Decimal128, Double, Int32, Long } from 'bson'
import { asDecimal } from '../arithmetic.ts'
import { divide, sum } from '../expression/arithmetic.ts'
import { nearestNumber } from '../numbers.ts'
import { bsonType, TYPE, type Value } from '../types.ts'

export class RunningSum {
  private count = 0
  private smallIntegers = 0
  private largeIntegers = 0n
  private sawLong = false
  private doubles = 0
  private lost = 0
  private sawDouble = false
  private decimals: Value | undefined

  /** What is no number does not count. */
  add(value: Value): void {
    if (value instanceof Int32) {
      this.smallIntegers += value.value
      this.count++
    } else {
      this.addOther(value)
    }
  }

  private addOther(value: Value): void {
    const type = bsonType(value)
    if (type === TYPE.int) this.smallIntegers += Number(value)
    else if (type === TYPE.double) this.addDouble(nearestNumber(value))
    else if (type === TYPE.long) this.addLong(value as Long | bigint)
    else if (type === TYPE.decimal) this.decimals = this.decimals ? sum(this.decimals, value) : value
    else return
    this.count++
  }

  private addLong(value: Long | bigint): void {
    this.sawLong = true
    this.largeIntegers += typeof value === 'bigint' ? value : value.toBigInt()
  }

  private addDouble(value: number): void {
    this.sawDouble = true
    const total = this.doubles + value
    if (Number.isFinite(total))
      this.lost += Math.abs(this.doubles) >= Math.abs(value) ? this.doubles - total + value : value - total + this.doubles
    this.doubles = total
  }

  total(): Value {
    const integers = this.integers()
    if (this.decimals) return sum(this.sawDouble ? sum(this.decimals, this.asDouble()) : this.decimals, asDecimal(integers))
    return this.sawDouble ? this.asDouble() : integers
  }

  private asDouble(): Double {
    const rest = this.decimals ? 0 : nearestNumber(this.integers())
    return new Double(this.doubles + rest + this.lost)
  }

  private integers(): Value {
    const total = this.largeIntegers + BigInt(this.smallIntegers)
    if (BigInt.asIntN(64, total) !== total) return new Double(Number(total))
    return !this.sawLong && BigInt.asIntN(32, total) === total ? new Int32(Number(total)) : Long.fromBigInt(total)
  }

  average(): Value {
    if (this.count === 0) return null
    const total = this.total()
    return total instanceof Decimal128 ? divide(total, new Int32(this.count)) : new Double(nearestNumber(total) / this.count)
  }
}
