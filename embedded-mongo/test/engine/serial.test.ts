// Random interleavings of sessions against a model: each transaction sees one state and its own writes, the first writer wins, commits are whole.
import type { Document } from 'bson'
import { UUID } from 'bson'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useEngine } from './engine.ts'
import { Model, Reader } from './serial-model.ts'

/** `npm run prove` asks for the long form, over other cases each time. */
const form = process.env.PROVE ? { numRuns: 2000 } : { numRuns: 40, seed: 1 }
const SESSIONS = 3
const { run } = useEngine()

type Step = { session: number; op: 'read' | 'range' | 'add' | 'insert' | 'remove' | 'commit' | 'abort'; id: number; by: number }

const step: fc.Arbitrary<Step> = fc.record({
  session: fc.nat({ max: SESSIONS - 1 }),
  op: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('read', 'range', 'add', 'add', 'insert', 'remove') },
    { weight: 3, arbitrary: fc.constantFrom('commit', 'commit', 'abort') },
  ) as fc.Arbitrary<Step['op']>,
  id: fc.nat({ max: 3 }),
  by: fc.integer({ min: 1, max: 5 }),
})

class Client {
  readonly #lsid = { id: new UUID() }
  readonly #name: string
  #number = 0
  reader: Reader | undefined

  constructor(name: string) {
    this.#name = name
  }

  /** Sends what belongs to the session's transaction, which begins if there is none. */
  async #send(model: Model, command: Document): Promise<Document> {
    const isFirst = this.reader === undefined
    if (this.reader === undefined) {
      this.reader = new Reader(model)
      this.#number++
    }
    const reply = await run({
      ...command,
      lsid: this.#lsid,
      txnNumber: BigInt(this.#number),
      autocommit: false,
      ...(isFirst && { startTransaction: true }),
    })
    return reply
  }

  async take(model: Model, { op, id, by }: Step): Promise<void> {
    if (op === 'commit' || op === 'abort') return this.#end(model, op)
    if (op === 'read') return this.#read(model, { _id: id }, key => key === id)
    if (op === 'range') return this.#read(model, { n: { $gte: by } }, (_, n) => n >= by)
    await this.#write(model, op, id, by)
  }

  async #read(model: Model, filter: Document, wanted: (id: number, n: number) => boolean): Promise<void> {
    const reply = await this.#send(model, { find: this.#name, filter })
    const found = new Map<number, number>(reply.cursor.firstBatch.map(({ _id, n }: Document) => [_id, n]))
    this.reader!.hasRead(found, wanted)
  }

  async #write(model: Model, op: 'add' | 'insert' | 'remove', id: number, by: number): Promise<void> {
    const command = {
      add: { update: this.#name, updates: [{ q: { _id: id }, u: { $inc: { n: by } } }] },
      insert: { insert: this.#name, documents: [{ _id: id, n: by }] },
      remove: { delete: this.#name, deletes: [{ q: { _id: id }, limit: 1 }] },
    }[op]
    const reply = await this.#send(model, command)
    const reader = this.reader!
    if (reply.code === 112) {
      expect(reply.errorLabels).toContain('TransientTransactionError')
      reader.expectConflict(id)
    } else if (reply.writeErrors !== undefined) {
      expect(reply.writeErrors[0].code).toBe(11000)
      reader.expectThere(id)
    } else {
      reader.hasWritten(id, op, by, reply.n)
      return
    }
    reader.end()
    this.reader = undefined
  }

  async #end(model: Model, op: 'commit' | 'abort'): Promise<void> {
    if (this.reader === undefined) return
    const reply = await this.#send(model, { [`${op}Transaction`]: 1 })
    expect(reply.ok).toBe(1)
    if (op === 'commit') this.reader.commit()
    this.reader.end()
    this.reader = undefined
  }
}

let round = 0

test('what transactions see and leave is what they would one after the other, as far as snapshots promise it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async steps => {
      const name = `things${++round}`
      const model = new Model(
        new Map([
          [0, 0],
          [1, 1],
          [2, 2],
        ]),
      )
      await run({ createIndexes: name, indexes: [{ key: { n: 1 }, name: 'n_1' }] })
      await run({ insert: name, documents: [...model.current.values].map(([_id, n]) => ({ _id, n })) })
      const clients = Array.from({ length: SESSIONS }, () => new Client(name))
      for (const each of steps) await clients[each.session]!.take(model, each)
      for (const client of clients) await client.take(model, { session: 0, op: 'commit', id: 0, by: 0 })
      const { cursor } = await run({ find: name, sort: { _id: 1 } })
      expect(cursor.firstBatch.map(({ _id, n }: Document) => [_id, n])).toEqual([...model.current.values].sort(([a], [b]) => a - b))
      expect((await run({ validate: name })).errors).toEqual([])
      await run({ drop: name })
    }),
    form,
  )
}, 900_000)
