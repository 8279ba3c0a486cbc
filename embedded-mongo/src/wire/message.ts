// Reads MongoDB's wire messages: OP_MSG with its sections and checksum, and the OP_QUERY that a driver says its first hello with.

import { splitArray } from '../bson/raw.ts'
import { elements } from '../bson/walk.ts'
import { CommandError } from '../errors.ts'
import type { Doc, Value } from '../language/value.ts'
import { decode } from '../language/value.ts'
import { crc32c } from './checksum.ts'

export const OP_MSG = 2013
export const OP_QUERY = 2004
export const OP_REPLY = 1
export const HEADER_SIZE = 16
export const MAX_MESSAGE_SIZE = 48_000_000

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
const REQUIRED_FLAGS = 0xffff

/** A command as it came: its fields decoded, except lists of documents to insert, which stay bytes. */
export type Message = { requestId: number; opCode: number; wantsReply: boolean; args: Doc; documents: Buffer[] | undefined }

/** Bytes that are no message: the connection they came on is closed. */
export class ProtocolError extends Error {}

export function readMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4)
  const opCode = bytes.readInt32LE(12)
  try {
    if (opCode === OP_MSG) return readOpMsg(bytes, requestId)
    if (opCode === OP_QUERY) return readOpQuery(bytes, requestId)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new ProtocolError('a message is shorter than it says')
    throw error
  }
  throw new ProtocolError(`operation code ${opCode} is not supported`)
}

/** Whether the sender waits for an answer: a message whose content is wrong may be an unacknowledged write too. */
export function wantsReply(bytes: Buffer): boolean {
  return bytes.readInt32LE(12) !== OP_MSG || (bytes.readUInt32LE(16) & MORE_TO_COME) === 0
}

function readOpMsg(bytes: Buffer, requestId: number): Message {
  const flags = bytes.readUInt32LE(16)
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) throw new ProtocolError('an unknown message flag is set')
  const end = (flags & CHECKSUM_PRESENT) !== 0 ? verifiedEnd(bytes) : bytes.length
  const message: Message = { requestId, opCode: OP_MSG, wantsReply: wantsReply(bytes), args: {}, documents: undefined }
  let bodies = 0
  let at = 20
  while (at < end) {
    const kind = bytes[at]!
    const size = bytes.readInt32LE(at + 1)
    const next = at + 1 + size
    if (size < 5 || next > end) throw new ProtocolError('a section runs past its message')
    if (kind === 0 && ++bodies === 1) readBody(bytes.subarray(at + 1, next), message)
    else if (kind === 1) readSequence(bytes.subarray(at + 5, next), message)
    else throw new ProtocolError('a section of an unknown kind')
    at = next
  }
  if (bodies !== 1) throw new ProtocolError('a message without a body')
  return message
}

function verifiedEnd(bytes: Buffer): number {
  const end = bytes.length - 4
  if (end < 21 || crc32c(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) throw new ProtocolError('a checksum is wrong')
  return end
}

function readBody(body: Buffer, message: Message): void {
  const args = decodeCommand(body, message)
  // A sequence may come before the body.
  for (const [name, value] of Object.entries(message.args)) setList(args, name, value)
  message.args = args
}

const INSERT = Buffer.from('insert\0')

/** Inserts carry many documents that are stored as they are: they are split, not decoded. */
function decodeCommand(body: Buffer, message: Message): Doc {
  if (body.length < 5 + INSERT.length || body.compare(INSERT, 0, INSERT.length, 5, 5 + INSERT.length) !== 0) return decode(body)
  for (const element of elements(body)) {
    if (element.name !== 'documents' || element.type !== 0x04) continue
    message.documents = splitArray(body.subarray(element.value, element.end))
    const rest = Buffer.concat([body.subarray(0, element.start), body.subarray(element.end)])
    rest.writeInt32LE(rest.length)
    return decode(rest)
  }
  return decode(body)
}

function readSequence(bytes: Buffer, message: Message): void {
  const nameEnd = bytes.indexOf(0)
  if (nameEnd < 0) throw new ProtocolError('a sequence without a name')
  const name = bytes.toString('utf8', 0, nameEnd)
  const documents: Buffer[] = []
  let at = nameEnd + 1
  while (at < bytes.length) {
    const size = bytes.readInt32LE(at)
    if (size < 5 || at + size > bytes.length) throw new ProtocolError('a document runs past its sequence')
    documents.push(bytes.subarray(at, at + size))
    at += size
  }
  if (name !== 'documents') {
    setList(message.args, name, documents.map(decode))
    return
  }
  if (message.documents !== undefined) throw new ProtocolError('a list of documents comes twice')
  message.documents = documents
}

function setList(args: Doc, name: string, value: Value): void {
  if (name === '__proto__' || Object.hasOwn(args, name)) throw new ProtocolError('a field comes twice or has a name that is refused')
  args[name] = value
}

function readOpQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, 20)
  const start = nameEnd + 9
  if (nameEnd < 0 || start + 5 > bytes.length) throw new ProtocolError('a query without a document')
  const args = decode(bytes.subarray(start, start + bytes.readInt32LE(start)))
  const name = Object.keys(args)[0] ?? ''
  if (!['hello', 'ismaster', 'isMaster'].includes(name))
    throw new CommandError('CommandNotSupported', 'OP_QUERY is only for the first hello')
  const database = bytes.toString('utf8', 20, nameEnd).split('.')[0]
  return { requestId, opCode: OP_QUERY, wantsReply: true, args: { ...args, $db: database }, documents: undefined }
}
