// The room, alive: follows the session, draws what comes with the same parts as the server, and sends every form without leaving the page.
import type { Room, RoomMessage } from '@hearth/shared/room'
import { render } from 'preact'
import { call } from '../api.ts'
import { applyPage, applyRoom, messagesOf, type RoomEvent, roomAt, stateOf } from '../apply-room.ts'
import { followRoom } from '../live-room.ts'
import { ReaderContext } from '../messages.ts'
import { openSocket } from '../open-socket.ts'
import { sessionAddress } from '../parts/addresses.ts'
import { RoomDrawn } from '../parts/room-drawn.tsx'
import { CoveringContext, type Later, type Pending, type Refusal, type RoomView, type Ticks, TicksContext } from '../parts/room-view.ts'
import { narrowed, serverTime, unknown } from '../room-clock.ts'
import { personIn, stepsOf } from '../room-floor.ts'
import { wordsOf } from '../words.ts'
import { atLast } from './at-last.ts'
import { newId } from './composed.ts'
import { atTheEnd } from './room-end.ts'
import { roomKeys } from './room-keys.ts'
import { loadLater, needsLater } from './room-later.ts'
import { tellHere } from './room-line.ts'
import { whyOut } from './room-out.ts'
import { ownPlaceIn } from './room-own.ts'
import { roomSending } from './room-sending.ts'
import { roomVoice } from './room-voice.ts'
import { roomWords } from './room-words.ts'

/** Milliseconds. */
const tick = 200

export async function roomIsland(root: HTMLElement) {
  const { session, choices } = JSON.parse(root.dataset.props ?? '{}') as Pick<RoomView, 'session' | 'choices'>
  const params = { sessionId: session.id }
  const ask = (after: number) => call('GET /api/sessions/:sessionId/room', { params, query: { after } })
  const steps = stepsOf(session.format)
  const clock = () => performance.now()
  let bounds = unknown
  const now = () => serverTime(bounds, clock())

  let [loading, later] = [null as Promise<void> | null, null as Later | null]
  const [plainReader, socket, first, covering] = await Promise.all([
    wordsOf('room'),
    openSocket(),
    atLast(() => ask(0)),
    choices && import('@hearth/shared/hard-subjects').then(({ coveringOf }) => coveringOf(choices)),
  ])
  // Who looks in without being there reads what the server wrote: nobody follows a room unseen.
  if (!personIn(first.state, first.me.id)) return
  let reader = plainReader
  let room = applyPage(roomAt(first.state), first)
  let papers: Pick<Room, 'me' | 'commitments' | 'takeaways'> = first
  let reach: RoomView['reach'] = 'there'
  let refused: Refusal | null = null
  let pending: Pending[] = []
  let unread: string[] = []
  let ids = newIds()

  function view(): RoomView {
    const state = stateOf(room, new Date(now()).toISOString())
    return {
      session,
      choices,
      state,
      steps,
      me: ownPlaceIn(papers.me, state, steps),
      messages: messagesOf(room),
      commitments: papers.commitments,
      takeaways: papers.takeaways,
      ids,
      reach,
      refused,
      pending,
      words: words.hinted(),
      unread: unread.length,
      writing: true,
    }
  }

  const ticking = new Set<() => void>()
  const ticks: Ticks = {
    now,
    every(each) {
      ticking.add(each)
      return () => void ticking.delete(each)
    },
  }
  setInterval(() => {
    for (const each of ticking) each()
    voice.time(view(), now())
  }, tick)

  let drawing = false
  /** Everything that came at once is drawn at once. */
  function redraw() {
    if (drawing) return
    drawing = true
    setTimeout(draw)
  }

  function draw() {
    drawing = false
    const shown = view()
    if (needsLater(shown)) void more()
    end.keep(() =>
      render(
        <ReaderContext.Provider value={reader}>
          <TicksContext.Provider value={ticks}>
            <CoveringContext.Provider value={covering}>
              <RoomDrawn room={shown} later={later} />
            </CoveringContext.Provider>
          </TicksContext.Provider>
        </ReaderContext.Provider>,
        root,
      ),
    )
    words.drawn()
    voice.told(shown)
    tellHere(shown, plainReader.t)
  }

  /** What the facilitator does and what stays is loaded with the first need of it. */
  function more(): Promise<void> {
    loading ??= loadLater(plainReader).then(loaded => {
      later = loaded.later
      reader = loaded.reader
      redraw()
    })
    return loading
  }

  function take(event: RoomEvent) {
    if ('message' in event) noteNew(event.message)
    room = applyRoom(room, event)
    redraw()
  }

  function noteNew({ id, author, withdrawn }: RoomMessage) {
    if (room.messages.has(id) || withdrawn) return
    if (author === papers.me.id) return arrived(id)
    voice.message()
    if (!end.seen()) unread = [...unread, id]
  }

  /** Own words stand, however that was heard. */
  function arrived(id: string) {
    pending = pending.filter(each => each.id !== id)
    if (id !== ids.say) return
    words.sent()
    if (refused?.form === 'say') refused = null
    ids = { ...ids, say: newId() }
  }

  function takePage(page: Room) {
    for (const message of page.messages) noteNew(message)
    room = applyPage(room, page)
    takePapers(page)
  }

  function takePapers({ me, commitments, takeaways }: Room) {
    papers = { me: { ...me, pad: words.pad() ?? me.pad }, commitments, takeaways }
    redraw()
  }

  function askPapers() {
    void ask(room.seq).then(takePage, () => undefined)
  }

  function readAll() {
    if (unread.length === 0) return
    unread = []
    redraw()
  }

  const words = roomWords(root, { redraw, save: (form, body) => sending.save(form, body) })
  const voice = roomVoice(plainReader, { keysOn: () => keys.on() })
  const end = atTheEnd(root, readAll)
  const keys = roomKeys(root, {
    toNew() {
      const id = unread[0]
      readAll()
      return end.focus(id)
    },
    nothingNew: () => voice.say('room.spoken.nothingNew'),
    floor: () => voice.floor(view()),
    time: () => voice.timeLeft(view(), now()),
  })
  const following = followRoom({
    ...params,
    seq: first.upTo,
    socket,
    ask,
    why: whyOut,
    clock,
    take,
    takePage,
    papers: askPapers,
    timed(sample) {
      bounds = narrowed(bounds, sample)
    },
    reach(there) {
      reach = there ? 'there' : 'lost'
      voice.say(there ? 'room.spoken.back' : 'room.spoken.lost')
      redraw()
    },
    ended(code) {
      const isOut = code !== 'not-signed-in'
      reach = isOut ? 'ended' : 'lost'
      if (!isOut) refused = { form: 'say', fields: {}, problem: { type: '', code, title: '', status: 401 } }
      voice.alert(isOut ? 'room.ended.who' : 'problem.not-signed-in')
      redraw()
    },
  })
  const sending = roomSending(root, {
    session,
    view,
    hear: following.hear,
    heardOf: following.heardOf,
    askPapers,
    arrived,
    kept: () => voice.say('room.say.kept'),
    sending(own) {
      pending = own ? [...pending.filter(each => each.id !== own.id), own] : []
      redraw()
    },
    refused(refusal) {
      refused = refusal
      redraw()
    },
    renew(form) {
      ids = { ...ids, [form]: newId() }
      redraw()
    },
    left: () => location.assign(sessionAddress(session.id)),
  })

  // The time it took to load says nothing of the clock, so the first answer counts as one that was only heard.
  bounds = narrowed(bounds, { asked: null, heard: clock(), now: Date.parse(first.state.now) })
  if (first.more) following.heardOf(first.upTo + 1)
  addEventListener('pageshow', event => event.persisted && following.wake())
  addEventListener('online', () => following.wake())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && following.wake())
  words.keep()
  if (needsLater(view())) await more()
  draw()
  root.dataset.alive = ''
  end.go()
}

function newIds(): RoomView['ids'] {
  return { say: newId(), commit: newId(), takeaway: newId() }
}
