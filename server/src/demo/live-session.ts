// The demo's live session: invented members who meet by themselves over the public door, three times at most, so that whoever looks in finds a room alive.
import { setTimeout as wait } from 'node:timers/promises'
import type { SessionRow } from '@hearth/shared/session'
import type { Log } from '../log.ts'
import { demoId } from './ids.ts'
import { type Play, playSession } from './play.ts'
import { type Player, playerAt, Refused } from './player.ts'
import { Closed } from './room-seen.ts'
import { castOf, readScript, type Script, secondsOf } from './script.ts'

export type LiveDemo = {
  /** The one that goes on first. */
  sessionId: string
  /** Resolves when the last one is over, or it was stopped; then nothing of it is left running. */
  ended: Promise<void>
  stop(): Promise<void>
}
export type LiveDemoOptions = { url: string; log: Log; pace?: number; sessions?: number }

/** Seconds from the end of a session to the start of the next. */
const betweenSessions = 300

/** Plans a session, or takes up the one that an earlier start left; the rest goes on by itself. */
export async function startLiveDemo({ url, log, pace = 1, sessions = 3 }: LiveDemoOptions): Promise<LiveDemo> {
  const script = await readScript()
  const leaving = new AbortController()
  const { signal } = leaving
  const cast: Player[] = []
  try {
    for (const handle of castOf(script)) cast.push(await playerAt(url, handle))
    const play: Play = { script, lead: cast[0]!, cast, pace, signal, log }
    const first = (await coming(play)).find(({ startsAt }) => new Date(startsAt) <= new Date()) ?? (await plan(play, new Date()))
    const ended = playAll(play, first, sessions)
      .catch(error => void (signal.aborted || log.error({ err: error }, "The demo's session could not go on")))
      .then(() => goHome(cast))
    const stop = () => {
      leaving.abort()
      return ended
    }
    return { sessionId: first.id, ended, stop }
  } catch (error) {
    await goHome(cast)
    throw error
  }
}

async function goHome(cast: Player[]) {
  await Promise.all(cast.map(player => player.goHome()))
}

type Planned = Pick<SessionRow, 'id' | 'startsAt'>

/** There is always one to come, but after the last. */
async function playAll(play: Play, first: Planned, sessions: number) {
  let now: Planned | undefined = first
  for (let n = 1; now && n <= sessions; n += 1) {
    const mine: Planned = now
    const next: Planned | null = n < sessions ? await following(play, mine) : null
    await wait(Math.max(0, Date.parse(mine.startsAt) - Date.now()), undefined, { signal: play.signal, ref: false })
    await playSession(play, mine.id).catch(unlessOver)
    now = next ?? undefined
  }
}

async function following(play: Play, now: Planned) {
  const planned = (await coming(play)).find(({ id }) => id !== now.id)
  return (
    planned ??
    plan(play, new Date(Math.max(Date.now(), Date.parse(now.startsAt)) + (lengthOf(play.script) + betweenSessions) * 1_000 * play.pace))
  )
}

/** Those of this cast that are not over, by their start; one whose time is over closes by itself. */
async function coming({ lead, script }: Play) {
  const { items } = await lead.call('GET /api/sessions', { query: { limit: 100 } })
  return items.filter(
    ({ title, facilitator, endsAt }) => title === script.title && facilitator?.id === lead.id && new Date(endsAt) > new Date(),
  )
}

async function plan({ lead, script }: Play, startsAt: Date): Promise<Planned> {
  const { items } = await lead.call('GET /api/formats')
  const format = items.find(({ slug }) => slug === script.formatSlug)
  const { timeZone } = await lead.call('GET /api/me')
  return lead.call('POST /api/spaces/:spaceId/sessions', {
    params: { spaceId: demoId(script.spaceId) },
    body: {
      title: script.title,
      formatId: format?.id ?? '',
      startsAt: startsAt.toISOString(),
      timeZone,
      seats: Object.entries(script.seats).map(([seat, handle]) => ({ seat: seat as keyof Script['seats'], handle })),
      lateHistory: true,
    },
  })
}

/** About, in seconds at the usual pace. */
function lengthOf({ lobby, steps }: Script) {
  return [lobby, ...steps].reduce((sum, beats) => sum + secondsOf(beats), 0) + 120
}

function unlessOver(error: unknown) {
  if (!(error instanceof Closed) && !(error instanceof Refused)) throw error
}
