// Ids: random UUIDs (version 4), made by whoever creates the thing; never time-ordered, so that an id tells nothing of its maker's clock.
import { z } from 'zod'

export const id = z.uuidv4().meta({ id: 'Id', description: 'A random UUID, version 4' })
export type Id = z.infer<typeof id>
