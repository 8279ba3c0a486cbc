// A model of snapshot isolation in which nothing runs at once: the states that were committed, and what one transaction may have seen of them.
import { expect } from 'vitest'

/** A committed state: what each document holds, and how often each was written. */
export type State = { values: ReadonlyMap<number, number>; writes: ReadonlyMap<number, number> }

export class Model {
  current: State
  readonly open = new Set<Reader>()
  constructor(values: ReadonlyMap<number, number>) {
    this.current = { values, writes: new Map() }
  }
}

/** Also where it was changed and changed back, or removed and made again: no update is lost by that. */
const isSame = (id: number, one: State, other: State): boolean => one.values.get(id) === other.values.get(id)

const isUnchanged = (id: number, one: State, other: State): boolean => (one.writes.get(id) ?? 0) === (other.writes.get(id) ?? 0)

/** One transaction. Until it has read anything it may move to a newer state, so several may be the one that it sees. */
export class Reader {
  readonly #model: Model
  #seen: State[]
  #isFixed = false
  readonly #written = new Map<number, number | undefined>()

  constructor(model: Model) {
    this.#model = model
    this.#seen = [model.current]
    model.open.add(this)
  }

  #valueIn(state: State, id: number): number | undefined {
    return this.#written.has(id) ? this.#written.get(id) : state.values.get(id)
  }

  /** Keeps the states that explain what the server answered; there must be one. */
  #narrow(explains: (state: State) => boolean): void {
    this.#seen = this.#seen.filter(explains)
    expect(this.#seen.length).toBeGreaterThan(0)
  }

  /** Another transaction has committed. */
  see(state: State): void {
    if (!this.#isFixed) this.#seen.push(state)
  }

  hasRead(found: ReadonlyMap<number, number>, wanted: (id: number, n: number) => boolean): void {
    this.#isFixed = true
    this.#narrow(state => {
      const ids = new Set([...state.values.keys(), ...this.#written.keys()])
      const expected = [...ids].map(id => [id, this.#valueIn(state, id)] as const).filter(([id, n]) => n !== undefined && wanted(id, n))
      return expected.length === found.size && expected.every(([id, n]) => found.get(id) === n)
    })
  }

  hasWritten(id: number, op: 'add' | 'insert' | 'remove', by: number, count: number): void {
    const isThere = (state: State) => this.#valueIn(state, id) !== undefined
    if (op !== 'insert' && count === 0) {
      this.#isFixed = true
      this.#narrow(state => !isThere(state))
      return
    }
    expect(this.#heldByOthers(id)).toBe(false)
    this.#narrow(state => isThere(state) === (op !== 'insert') && isSame(id, state, this.#model.current))
    const before = this.#valueIn(this.#seen[0]!, id)
    this.#written.set(id, op === 'add' ? before! + by : op === 'insert' ? by : undefined)
  }

  expectThere(id: number): void {
    this.#narrow(state => this.#valueIn(state, id) !== undefined)
  }

  /** A conflict is only told if somebody else holds the document or has written it since. */
  expectConflict(id: number): void {
    if (!this.#heldByOthers(id)) this.#narrow(state => !isUnchanged(id, state, this.#model.current))
  }

  #heldByOthers(id: number): boolean {
    return [...this.#model.open].some(other => other !== this && other.#written.has(id))
  }

  commit(): void {
    if (this.#written.size === 0) return
    const values = new Map(this.#model.current.values)
    const writes = new Map(this.#model.current.writes)
    for (const [id, n] of this.#written) {
      if (n === undefined) values.delete(id)
      else values.set(id, n)
      writes.set(id, (writes.get(id) ?? 0) + 1)
    }
    this.#model.current = { values, writes }
    for (const other of this.#model.open) if (other !== this) other.see(this.#model.current)
  }

  end(): void {
    this.#model.open.delete(this)
  }
}
