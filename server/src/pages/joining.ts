// How one joins, in the words of the pages.
import type { Config } from '../config.ts'

export function joiningOf({ REGISTRATION }: Pick<Config, 'REGISTRATION'>) {
  return REGISTRATION === 'invite' ? ('invitation' as const) : REGISTRATION
}
