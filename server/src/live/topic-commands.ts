// What a browser may ask of a topic over its socket: to enter, to leave, and to say that it is being written.
import type { ProblemCode } from '@hearth/shared/problems'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { Access } from './access.ts'
import type { CommandHandlers } from './command.ts'
import type { PresenceKeeper } from './presence.ts'
import type { ReadTopic } from './wire.ts'

type Deps = { access: Access; presence: PresenceKeeper; readTopic: ReadTopic; topicsPerSocket: number }

type TopicHandlers = Pick<CommandHandlers, 'topic.enter' | 'topic.leave' | 'topic.writing'>

export function topicCommands({ access, presence, readTopic, topicsPerSocket }: Deps): TopicHandlers {
  return {
    async 'topic.enter'(socket, { topicId }) {
      if (!socket.data.topics.has(topicId) && socket.data.topics.size >= topicsPerSocket) throw new Problem('too-many')
      throwIf(await access.enter(socket, topicId))
      // Read after joining: whatever is above this number is still to be heard.
      return presence.now(topicId)
    },

    async 'topic.leave'(socket, { topicId }) {
      if (!socket.data.topics.has(topicId)) return null
      presence.writing(socket, topicId, false)
      access.leave(socket, topicId)
      return null
    },

    async 'topic.writing'(socket, { topicId, writing }) {
      const topic = await readTopic(topicId)
      if (!topic || !socket.data.topics.has(topicId)) throw new Problem('not-found')
      demand(socket.data.actor, 'reply', { ...topic.facts, mine: false })
      presence.writing(socket, topicId, writing)
      return null
    },
  }
}

function throwIf(refused: ProblemCode | null) {
  if (refused) throw new Problem(refused)
}
