// What has happened, for features that follow it and that nobody calls: told after the commit, in the process in which it happened.
import type { Publish } from './live/publish.ts'

/** What is told is where to look, and nothing of what was written. A crash may lose a telling: who follows must be able to look by itself. */
export type Happenings = {
  topic(topicId: string): void
  followTopics(follower: (topicId: string) => void): void
}

export function happenings(): Happenings {
  const followers: ((topicId: string) => void)[] = []
  return {
    topic(topicId) {
      for (const follower of followers) follower(topicId)
    },
    followTopics: follower => void followers.push(follower),
  }
}

/** What is published has happened. */
export function tellingOf<Published extends Publish>(publish: Published, { topic }: Happenings): Published {
  return {
    ...publish,
    reply(name, change) {
      publish.reply(name, change)
      topic(change.topicId)
    },
    topic(change) {
      publish.topic(change)
      topic(change.topicId)
    },
  }
}
