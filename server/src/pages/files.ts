// Answers that are no pages: feeds, maps and exports, with what keeps each from the wrong memory.
import type { Response } from 'express'
import { readyOf, sendReady } from '../http/ready.ts'
import type { Visit } from './visit.ts'

/** Seconds for which anybody may keep what guests get. */
const publicFor = 300

/** What is the same for everybody: made for a guest, whoever asks. */
export function keptByAll(res: Response) {
  res.setHeader('Cache-Control', `public, max-age=${publicFor}`)
  res.setHeader('Vary', 'Accept-Encoding')
  // Feed readers of other sites fetch it too.
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** What an address that is a secret shows: kept by nobody else, found by nobody, and told to no other site. */
export function keptByNobodyElse(res: Response) {
  res.setHeader('Cache-Control', 'private, no-cache')
  res.setHeader('Referrer-Policy', 'no-referrer')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive')
}

/** With a tag; whoever has it already gets 304. */
export function sendXml({ req, res }: Visit, type: 'atom+xml' | 'xml', text: string) {
  res.setHeader('Content-Type', `application/${type}; charset=utf-8`)
  sendReady(req, res, readyOf(text))
}
