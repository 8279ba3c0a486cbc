// What could not be sent waits in sight until there is a line again, or until somebody says not to send it.
import { render } from 'preact'
import { type Reader, ReaderContext } from '../messages.ts'
import { say } from '../say.ts'
import { Waiting } from './kept-said.tsx'

/** Milliseconds between two tries when the browser does not know that it is back. */
const again = [3_000, 10_000, 30_000, 60_000] as const

/** True when it is time to try again, false when it shall not be sent. */
export function backOnLine(place: Element, reader: Reader, tries: number): Promise<boolean> {
  if (tries === 0) say(reader.t('keep.waiting'))
  return new Promise(resolve => {
    const timer = setTimeout(() => end(true), again[Math.min(tries, again.length - 1)])
    const online = () => end(true)
    function end(send: boolean) {
      clearTimeout(timer)
      removeEventListener('online', online)
      if (!send) render(null, place)
      resolve(send)
    }
    addEventListener('online', online)
    render(
      <ReaderContext.Provider value={reader}>
        <Waiting cancel={() => end(false)} />
      </ReaderContext.Provider>,
      place,
    )
  })
}
