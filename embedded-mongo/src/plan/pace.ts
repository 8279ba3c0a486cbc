// Tells a scan when it has run long enough: the event loop belongs to everybody.
export const PAUSE = Symbol('pause')

const STEPS_BETWEEN_LOOKS = 16
export const SLICE_MILLISECONDS = 3

export class Pace {
  #steps = 0
  #until = 0

  constructor(milliseconds = SLICE_MILLISECONDS) {
    this.start(milliseconds)
  }

  /** Begins a new slice of time. */
  start(milliseconds = SLICE_MILLISECONDS): void {
    this.#steps = 0
    this.#until = performance.now() + milliseconds
  }

  due(): boolean {
    if (++this.#steps < STEPS_BETWEEN_LOOKS) return false
    return this.isOver()
  }

  isOver(): boolean {
    this.#steps = 0
    return performance.now() > this.#until
  }
}
