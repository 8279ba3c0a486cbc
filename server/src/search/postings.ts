// Where one term stands: the posts in order of their numbers, how much it counts in each, and its places for phrases; packed, and only ever added to.

/** The highest count that is told apart; more of the same word says nothing more. */
export const mostCounted = 63
const countBits = 6

export class Postings {
  /** Of each post its number and count in one figure. */
  packed = new Uint32Array(2)
  length = 0
  /** Of each post the distances from place to place, seven bits a byte, and a 0 at its end. */
  places = new Uint8Array(8)
  end = 0

  /** `doc` is above all before. `places` ascend from 1. */
  add(doc: number, count: number, places: readonly number[]) {
    if (this.length === this.packed.length) this.packed = grown(this.packed, this.length + 1)
    this.packed[this.length] = (doc << countBits) | Math.min(count, mostCounted)
    this.length += 1
    let before = 0
    for (const place of places) {
      this.#write(place - before)
      before = place
    }
    this.#byte(0)
  }

  #write(distance: number) {
    let rest = distance
    while (rest > 127) {
      this.#byte((rest & 127) | 128)
      rest >>>= 7
    }
    this.#byte(rest)
  }

  #byte(byte: number) {
    if (this.end === this.places.length) this.places = grown(this.places, this.end + 1)
    this.places[this.end] = byte
    this.end += 1
  }
}

export const docOf = (packed: number) => packed >>> countBits
export const countOf = (packed: number) => packed & mostCounted

/** Reads the places of one post after the other, in step with `packed`. */
export class Places {
  #at = 0
  readonly #bytes: Uint8Array
  constructor(postings: Postings) {
    this.#bytes = postings.places
  }

  skip() {
    while (this.#bytes[this.#at] !== 0) this.#at += 1
    this.#at += 1
  }

  read(): number[] {
    const places: number[] = []
    for (let place = 0; this.#bytes[this.#at] !== 0; places.push(place)) place += this.#distance()
    this.#at += 1
    return places
  }

  #distance() {
    let distance = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at]!
      this.#at += 1
      distance |= (byte & 127) << shift
      if (byte < 128) return distance
    }
  }
}

/** By half, so that little is empty. */
export function grown<Numbers extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(numbers: Numbers, least: number): Numbers {
  const length = Math.max(least, Math.ceil(numbers.length * 1.5), 4)
  const larger = new (numbers.constructor as new (length: number) => Numbers)(length)
  larger.set(numbers)
  return larger
}
