// What a case names: clients, databases, collections, sessions, cursors and saved results, made by the official driver.
import type { ClientSession, Document, MongoClientOptions } from 'mongodb'
import { MongoClient } from 'mongodb'
import { Observer } from './observer.ts'

export class Entities implements AsyncDisposable {
  readonly #uri: string
  readonly #byId = new Map<string, unknown>()
  readonly #observers = new Map<string, Observer>()
  readonly #sessions: ClientSession[] = []
  readonly #clients: MongoClient[] = []

  constructor(uri: string) {
    this.#uri = uri
  }

  get<T = unknown>(id: string): T {
    if (!this.#byId.has(id)) throw new Error(`the case names an entity that there is not: ${id}`)
    return this.#byId.get(id) as T
  }

  set(id: string, value: unknown): void {
    this.#byId.set(id, value)
  }

  observer(client: string): Observer {
    const observer = this.#observers.get(client)
    if (observer === undefined) throw new Error(`no client of the name ${client} is observed`)
    return observer
  }

  async create(descriptions: readonly Document[]): Promise<void> {
    for (const description of descriptions) {
      const [kind, given] = Object.entries(description)[0] as [string, Document]
      if (this.#byId.has(given.id)) throw new Error(`the case makes ${given.id} twice`)
      this.#byId.set(given.id, await this.#make(kind, given))
    }
  }

  #make(kind: string, given: Document): unknown {
    if (kind === 'client') return this.#makeClient(given)
    if (kind === 'database') return this.get<MongoClient>(given.client).db(given.databaseName, given.databaseOptions)
    if (kind === 'collection')
      return this.get<{ collection(name: string, options: Document): unknown }>(given.database).collection(
        given.collectionName,
        given.collectionOptions ?? {},
      )
    if (kind === 'session') return this.#makeSession(given)
    throw new Error(`the runner makes no entities of the kind ${kind}`)
  }

  /** A client of its own for every entity: of one member there is but one address, however many routers a case wants. */
  async #makeClient(given: Document): Promise<MongoClient> {
    const uri = new URL(this.#uri)
    // The cases are for clients that find their replica set by themselves.
    uri.searchParams.delete('directConnection')
    for (const [name, value] of Object.entries((given.uriOptions ?? {}) as Document)) uri.searchParams.set(name, String(value))
    const client = new MongoClient(uri.href, clientOptions(given))
    this.#clients.push(client)
    this.#observers.set(given.id, new Observer(client, given.observeEvents ?? [], given.ignoreCommandMonitoringEvents ?? []))
    return client.connect()
  }

  #makeSession(given: Document): ClientSession {
    const options: Document = { ...given.sessionOptions }
    if (typeof options.snapshotTime === 'string') options.snapshotTime = this.get(options.snapshotTime)
    const session = this.get<MongoClient>(given.client).startSession(options)
    this.#sessions.push(session)
    return session
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions) await session.endSession().catch(() => undefined)
    for (const client of this.#clients) await client.close()
  }
}

/** Short beats, so that a client that lost its connection soon looks again. */
function clientOptions(given: Document): MongoClientOptions {
  const { serverApi } = given
  return {
    monitorCommands: true,
    minHeartbeatFrequencyMS: 50,
    serverSelectionTimeoutMS: 5000,
    ...(serverApi && { serverApi }),
  } as MongoClientOptions
}
