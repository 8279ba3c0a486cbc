// Hands on what comes in sequence, and asks for what was missed: nothing at or below a number that was passed is ever missing.

export type Paged = { upTo: number; more: boolean }
export type Sequence<Event extends { seq: number }, Page extends Paged> = {
  /** Everything up to this number is in hand. */
  seq: number
  /** Asks for what is stamped above `after`; null when that failed for now. */
  ask(after: number): Promise<Page | null>
  take(event: Event): void
  takePage(page: Page): void
  /** Whether what is ahead is taken at once, where the order does not matter, or comes in order with the catching up. */
  takesAhead?: boolean
}
export type InSequence<Event> = {
  hear(event: Event): void
  /** There is something at this number. */
  heardOf(seq: number): void
  /** Asks whether there is anything, now. */
  look(): void
  stop(): void
}

/** Milliseconds. Who is behind waits a little, at random, so that not all ask at once. */
const behindWait = [200, 600] as const
export const troubleWait = [1_000, 5_000] as const

export function inSequence<Event extends { seq: number }, Page extends Paged>({
  seq,
  ask,
  take,
  takePage,
  takesAhead = false,
}: Sequence<Event, Page>): InSequence<Event> {
  /** Nothing at or below this number is missing. */
  let caughtUpTo = seq
  /** The highest number that was heard of. */
  let head = seq
  let looking = false
  let catching = false
  let stopped = false

  function hear(event: Event) {
    if (event.seq === caughtUpTo + 1) caughtUpTo = event.seq
    // What is behind changes nothing that is newer.
    if (takesAhead || event.seq <= caughtUpTo) take(event)
    heardOf(event.seq)
  }

  function heardOf(number: number) {
    head = Math.max(head, number)
    if (head > caughtUpTo) startCatching()
  }

  function look() {
    looking = true
    startCatching()
  }

  function startCatching() {
    if (catching || stopped) return
    catching = true
    void catchUp().finally(() => {
      catching = false
    })
  }

  async function catchUp() {
    let pause: readonly [number, number] | null = looking ? null : behindWait
    while ((head > caughtUpTo || looking) && !stopped) {
      if (pause) await wait(pause)
      looking = false
      const page = await ask(caughtUpTo)
      if (page) takeAll(page)
      else looking = true
      pause = page ? (page.more ? null : behindWait) : troubleWait
    }
  }

  function takeAll(page: Page) {
    if (stopped) return
    takePage(page)
    caughtUpTo = Math.max(caughtUpTo, page.upTo)
    // A page that is not the last ends at its own last change; there is more above it.
    head = Math.max(head, page.more ? page.upTo + 1 : page.upTo)
  }

  return {
    hear,
    heardOf,
    look,
    stop() {
      stopped = true
    },
  }
}

export function between([least, most]: readonly [number, number]) {
  return least + Math.random() * (most - least)
}

function wait(times: readonly [number, number]) {
  return new Promise(resolve => setTimeout(resolve, between(times)))
}
