// An update by a pipeline: the stages that make one document of one.

import { unsupported } from '../errors.ts'
import type { Doc } from '../types.ts'
import type { UpdateOptions } from './modifier.ts'

export function compilePipelineUpdate(_stages: readonly Doc[], _options: UpdateOptions): (doc: Doc) => Doc {
  throw unsupported('an update by a pipeline')
}
