// Crisis lines by country, from their file, checked as it is read. A person checks each line against its service before `verifiedOn` gets a
// date; until then production hides it.
import { readFileSync } from 'node:fs'
import { crisisLine } from '@hearth/shared/site'
import { z } from 'zod'

/** `source`: where the numbers were read. `toCheck`: what whoever verifies the line should look at; never shown. */
const crisisLineRecord = crisisLine.extend({ source: z.array(z.string()), toCheck: z.string().nullable() })
export type CrisisLineRecord = z.infer<typeof crisisLineRecord>

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. */
const file = new URL('../../src/site/crisis-lines.json', import.meta.url)

export const crisisLines: CrisisLineRecord[] = z.array(crisisLineRecord).parse(JSON.parse(readFileSync(file, 'utf8')))
