// Counts the requests under way, so that a drain can wait for exactly these: open connections without a request hold nothing up.
import type { RequestHandler } from 'express'

export type UnderWay = { count: RequestHandler /** Resolves as soon as no request is under way. */; ended(): Promise<void> }

export function requestsUnderWay(): UnderWay {
  let now = 0
  let waiting: (() => void)[] = []

  function end() {
    now -= 1
    if (now > 0) return
    for (const go of waiting) go()
    waiting = []
  }

  return {
    count(_req, res, next) {
      now += 1
      res.once('close', end)
      next()
    },
    ended: () => (now === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
  }
}
