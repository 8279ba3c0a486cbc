// The languages that the interface is written in; the first is the one that stands in where nothing tells which.

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
