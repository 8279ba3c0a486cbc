// Which words each part of the page that comes alive is given; read by the build, never shipped.

/** The beginnings of the keys that a part uses. */
export const wordsOfParts: Record<string, readonly string[]> = {
  copy: ['post.copied', 'live.copied', 'live.notCopied'],
  live: ['live.show', 'live.goTo', 'live.here', 'live.ended'],
  posts: ['post.', 'gone.', 'role.', 'byline.'],
  composer: ['write.', 'compose.answering', 'compose.previewTitle', 'compose.text', 'notes.label', 'notes.other', 'fault.', 'problem.'],
}
