// The door of exports.
import type { Route } from '../http/route.ts'
import type { Replies } from '../replies/index.ts'
import type { Spaces } from '../spaces/index.ts'
import { exportTopic } from './export-topic.ts'

export { markdownOf, plainMarkdown } from './to-markdown.ts'

export type ExportDeps = { replies: Pick<Replies, 'actions'>; spaces: Pick<Spaces, 'store'> }

export function exportsFeature(deps: ExportDeps) {
  const actions = { topic: exportTopic(deps) }
  return {
    actions,
    routes(route: Route) {
      route('GET /api/topics/:topicId/export', actions.topic)
    },
  }
}
export type Exports = ReturnType<typeof exportsFeature>
