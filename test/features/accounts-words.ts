// Small words that the tests of accounts share: joining, asking from another address, and opening a live connection.
import type { BodyInput } from '@hearth/shared/contract'
import { io, type Socket } from 'socket.io-client'
import type { Person } from '../people.ts'

export const goodPassword = 'three blue kettles'
export const otherPassword = 'seven green lanterns'

export function joining(handle: string, more: Partial<BodyInput<'POST /api/accounts'>> = {}) {
  return { body: { handle, displayName: `Display of ${handle}`, password: goodPassword, ...more } }
}

/** As a proxy tells it; for worlds with TRUST_PROXY=1. */
export function from(address: string) {
  return { 'x-forwarded-for': address }
}

export function secretOf(url: string): string {
  return new URL(url, 'http://any').search.replace(/^\?\w+=/, '')
}

/** A live connection that is open as whoever the cookie says. */
export async function liveAs(person: Person, url: string): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin: url, cookie: person.cookie() },
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('connect_error', reject)
  })
  return socket
}

export function cut(socket: Socket): Promise<string> {
  return new Promise(resolve => socket.once('disconnect', resolve))
}
