// What was read or made once and may be asked for again: held while its token is the same, bounded by weight; the least lately asked goes first.

export type Kept<Value> = {
  get(key: string, token?: Token): Value | undefined
  set(key: string, value: Value, weight: number, token?: Token): void
  /** The kept value while `token` answers the same, else what `load` finds; null is not kept. */
  ask<Found extends Value | null>(key: string, token: () => Token, load: () => Promise<Found>): Promise<Found>
}
type Token = string | number
type Entry<Value> = { value: Value; weight: number; token: Token }

/** `most`: of all weights together. `weigh` is for `ask`, in characters or what comes near. */
export function kept<Value>(most: number, weigh: (value: Value) => number = () => 1): Kept<Value> {
  const entries = new Map<string, Entry<Value>>()
  let total = 0

  function get(key: string, token: Token = 0) {
    const entry = entries.get(key)
    if (!entry) return undefined
    entries.delete(key)
    if (entry.token !== token) {
      total -= entry.weight
      return undefined
    }
    entries.set(key, entry)
    return entry.value
  }

  function set(key: string, value: Value, weight: number, token: Token = 0) {
    total += weight - (entries.get(key)?.weight ?? 0)
    entries.delete(key)
    entries.set(key, { value, weight, token })
    for (const [oldest, entry] of entries) {
      if (total <= most) return
      entries.delete(oldest)
      total -= entry.weight
    }
  }

  async function ask<Found extends Value | null>(key: string, token: () => Token, load: () => Promise<Found>): Promise<Found> {
    const before = token()
    const found = get(key, before)
    if (found !== undefined) return found as Found
    const loaded = await load()
    // What was read before a change and arrives after it would be kept as if it were newer.
    if (loaded !== null && token() === before) set(key, loaded, weigh(loaded), before)
    return loaded
  }

  return { get, set, ask }
}
