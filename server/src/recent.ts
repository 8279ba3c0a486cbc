// A small memory of what was asked a moment ago: bounded, short-lived, and never holding what was forgotten while it was being asked.

export type Recent<Value> = {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  /** The remembered value, else what `load` finds. Null is not remembered, so that strangers cannot fill the memory. */
  ask(key: string, load: () => Promise<Value | null>): Promise<Value | null>
  forget(key: string): void
  forgetWhere(matches: (value: Value) => boolean): void
  /** Grows with every forgetting: who loads a value elsewhere compares it before keeping the value. */
  forgettings(): number
}

/** `most` values, each for `forMs` at the longest; the oldest goes first. */
export function recent<Value>({ most, forMs }: { most: number; forMs: number }): Recent<Value> {
  const kept = new Map<string, { value: Value; until: number }>()
  let forgettings = 0

  function get(key: string) {
    const found = kept.get(key)
    if (found && found.until > performance.now()) return found.value
    kept.delete(key)
    return undefined
  }

  function set(key: string, value: Value) {
    kept.delete(key)
    kept.set(key, { value, until: performance.now() + forMs })
    if (kept.size > most) kept.delete(kept.keys().next().value!)
  }

  async function ask(key: string, load: () => Promise<Value | null>) {
    const found = get(key)
    if (found !== undefined) return found
    const before = forgettings
    const loaded = await load()
    // What was read before a change and arrives after it would stay wrong for as long as it is kept.
    if (loaded !== null && before === forgettings) set(key, loaded)
    return loaded
  }

  function forget(key: string) {
    forgettings += 1
    kept.delete(key)
  }

  function forgetWhere(matches: (value: Value) => boolean) {
    forgettings += 1
    for (const [key, { value }] of kept) if (matches(value)) kept.delete(key)
  }

  return { get, set, ask, forget, forgetWhere, forgettings: () => forgettings }
}
