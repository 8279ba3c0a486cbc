// Projections: which fields of a document are returned, and which are made.
import { unsupported } from './errors.ts'
import type { Doc } from './types.ts'

export interface ProjectionOptions {
  filter?: Doc
  let?: Doc
  now?: Date
}

export function compileProjection(spec: Doc, _options: ProjectionOptions = {}): (doc: Doc) => Doc {
  if (Object.keys(spec).length === 0) return doc => doc
  throw unsupported('a projection')
}
