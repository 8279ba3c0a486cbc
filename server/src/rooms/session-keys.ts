// The key of each session, in a small file of its own outside the database and its backups: what is said is sealed under it, and is gone with it.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { access, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** AES-256-GCM: a random nonce of 12 bytes, the tag of 16, the sealed words. */
const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]

export type SessionKeys = ReturnType<typeof sessionKeys>

/** Several servers of one community share the folder. */
export function sessionKeys(dataDir: string) {
  const folder = join(dataDir, 'keys', 'sessions')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const held = new Map<string, Buffer>()
  const fileOf = (sessionId: string) => join(folder, sessionId)

  /** Durable before anything is sealed under it: a crash must not lose the key of words that were taken. */
  async function make(sessionId: string) {
    const key = randomBytes(keyBytes)
    const file = await open(fileOf(sessionId), 'wx', 0o600).catch(ifThere)
    if (!file) return
    try {
      await file.write(key)
      await file.sync()
    } finally {
      await file.close()
    }
    await syncFolder()
    held.set(sessionId, key)
  }

  /** Null once it is gone. */
  async function keyOf(sessionId: string): Promise<Buffer | null> {
    const known = held.get(sessionId)
    if (known) return known
    const key = await readFile(fileOf(sessionId)).catch(ifMissing)
    if (!key || key.length !== keyBytes) return null
    held.set(sessionId, key)
    return key
  }

  /** Written over before it is let go, so that its bytes are not left where the file was. Again does nothing. */
  async function destroy(sessionId: string) {
    held.delete(sessionId)
    const file = await open(fileOf(sessionId), 'r+').catch(ifMissing)
    if (!file) return
    try {
      await file.write(randomBytes(keyBytes), 0, keyBytes, 0)
      await file.sync()
    } finally {
      await file.close()
    }
    await unlink(fileOf(sessionId)).catch(ifMissing)
    await syncFolder()
  }

  /** The name of the file lasts too. */
  async function syncFolder() {
    const dir = await open(folder, 'r')
    await dir.sync().finally(() => dir.close())
  }

  return {
    make,
    destroy,
    /** Looked at on the disk: another server may have destroyed it. */
    async isGone(sessionId: string) {
      const isThere = await access(fileOf(sessionId)).then(
        () => true,
        () => false,
      )
      if (!isThere) held.delete(sessionId)
      return !isThere
    },
    async has(sessionId: string) {
      return (await keyOf(sessionId)) !== null
    },
    /** Throws when the key is gone: what was said there is erased. */
    async sealerOf(sessionId: string): Promise<Sealer> {
      const key = await keyOf(sessionId)
      if (!key) throw new Error('the key of this session is gone')
      return sealerWith(key)
    },
  }
}

export type Sealer = ReturnType<typeof sealerWith>

/** `about` is bound to what is sealed, such as the id of its record, so that a sealed text cannot be put in another's place. */
function sealerWith(key: Buffer) {
  return {
    seal(value: unknown, about: string): Buffer {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open<Value>(sealed: Buffer, about: string): Value {
      const nonce = sealed.subarray(0, nonceBytes)
      const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag)
      const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
      return JSON.parse(text.toString('utf8'))
    },
    /** Names a record so that only who has the key can tell whose it is. */
    nameOf(...parts: string[]) {
      return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
    },
  }
}

function ifThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'EEXIST') return null
  throw error
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
