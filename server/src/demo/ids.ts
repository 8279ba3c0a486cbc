// Ids of the demo: the same at every start, so that what was brought in is known again.
import { namedId } from '../named-id.ts'

/** From a name in the demo's data. */
export function demoId(name: string): string {
  return namedId(`hearth-demo:${name}`)
}
