// The modules that the build makes from the message files; see `words-plugin.ts`.
declare module 'virtual:words/*' {
  export const load: Record<string, () => Promise<{ words: Record<string, string> }>>
}
