// Times on the wire: UTC, ISO 8601, milliseconds; the browser formats them.
import { z } from 'zod'

export const instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant' })
export type Instant = z.infer<typeof instant>
