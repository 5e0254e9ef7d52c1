// Who the server takes this browser for.
import { signal } from '@preact/signals'
import { get, keyRequired, send } from './client'
import type { Session } from './types'

export const session = signal<Session | null>(null)

export async function loadSession(): Promise<void> {
  session.value = await get<Session>('session')
}

/** Forgets this browser, here and at the server. */
export async function signOut(): Promise<void> {
  await send('DELETE', 'session')
  session.value = null
  keyRequired.value = true
}
