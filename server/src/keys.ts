// Keys: one root secret and a derived key per purpose; several secrets at once, the first signs, so that they can be changed without a break.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Purpose = 'session' | 'secret-hash' | 'feed' | 'ballot'
export type Keys = { derive(purpose: Purpose): Buffer[]; hashSecret(secret: string): string; hashesOfSecret(secret: string): string[] }

/** `ROOT_SECRET` when given, else `DATA_DIR/keys/root`, made at the first start with mode 0600. */
export function loadKeys(config: { ROOT_SECRET?: string | undefined; DATA_DIR: string }): Keys {
  const secrets = config.ROOT_SECRET
    ? config.ROOT_SECRET.split(',').map(secret => secret.trim())
    : [ownSecret(join(config.DATA_DIR, 'keys'))]
  const derive = (purpose: Purpose) => secrets.map(secret => Buffer.from(hkdfSync('sha256', secret, 'hearth', purpose, 32)))
  const hash = (key: Buffer, secret: string) => createHmac('sha256', key).update(secret).digest('base64url')
  const hashKeys = derive('secret-hash')
  return { derive, hashSecret: secret => hash(hashKeys[0]!, secret), hashesOfSecret: secret => hashKeys.map(key => hash(key, secret)) }
}

function ownSecret(folder: string) {
  const file = join(folder, 'root')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/** A secret for links and tokens: 256 bits from the system's generator. */
export function newSecret() {
  return randomBytes(32).toString('base64url')
}
