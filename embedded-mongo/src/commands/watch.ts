// How long a command may go on: until its time is over, or until somebody kills it.
import { CommandError } from '../errors.ts'

export class Watch {
  #deadline: number | undefined
  #killed = false
  #wake: (() => void) | undefined

  /** Without a number of milliseconds there is no end. */
  limit(milliseconds: number | undefined): void {
    this.#deadline = milliseconds === undefined ? undefined : performance.now() + milliseconds
  }

  /** What is left, for a cursor whose next batch goes on with the time of the first. */
  get milliseconds(): number | undefined {
    return this.#deadline === undefined ? undefined : this.#deadline - performance.now()
  }

  /** Ends the command where it next looks, which is within a few milliseconds. */
  kill(): void {
    this.#killed = true
    this.#wake?.()
  }

  check(): void {
    if (this.#killed) throw new CommandError('Interrupted', 'operation was interrupted')
    if (this.#deadline !== undefined && performance.now() > this.#deadline) {
      throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit')
    }
  }

  /** Waits for something, but no longer than the command may go on. */
  async until(event: Promise<unknown>): Promise<void> {
    const left = this.milliseconds
    let timer: NodeJS.Timeout | undefined
    const stopped = new Promise<void>(resolve => {
      this.#wake = resolve
      if (left !== undefined) timer = setTimeout(resolve, Math.max(0, left))
    })
    await Promise.race([event, stopped])
    clearTimeout(timer)
    this.#wake = undefined
    this.check()
  }
}
