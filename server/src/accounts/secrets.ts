// Secrets that open something once or for long: made here, kept only as hashes that are bound to their purpose.
import { randomInt } from 'node:crypto'
import { type Keys, newSecret } from '../keys.ts'

type Purpose = 'invitation' | 'reset' | 'set-up' | 'token'
export type Secrets = ReturnType<typeof secretsOf>

/** Without the letters and digits that are taken for one another. */
const codeLetters = 'abcdefghjkmnpqrstvwxyz0123456789'
const codesAtOnce = 8
/** 16 letters of 32 hold 80 bits, which no guessing reaches through the throttles. */
const codeLength = 16

export function secretsOf(keys: Keys) {
  const bound = (purpose: string, secret: string) => `${purpose}:${secret}`
  return {
    make(purpose: Purpose, prefix = '') {
      const secret = prefix + newSecret()
      return { secret, hash: keys.hashSecret(bound(purpose, secret)) }
    },
    hashes: (purpose: Purpose, secret: string) => keys.hashesOfSecret(bound(purpose, secret)),
    /** Codes to be written down; each opens the one account that they were made for. */
    makeCodes(accountId: string) {
      const codes = Array.from({ length: codesAtOnce }, newCode)
      return { codes, hashes: codes.map(code => keys.hashSecret(bound(`recovery:${accountId}`, plain(code)))) }
    },
    hashesOfCode: (accountId: string, code: string) => keys.hashesOfSecret(bound(`recovery:${accountId}`, plain(code))),
  }
}

function newCode() {
  const letters = Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

/** As people copy it by hand: any case, any gaps, and the letters that look like digits. */
function plain(code: string) {
  return code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
}
