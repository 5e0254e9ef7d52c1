// One way to the server: answers, problems (RFC 9457), the key prompt, and whether the server can be reached at all.
import { signal } from '@preact/signals'
import type { Problem } from './types'

export const root = 'api/v1'

/** Whether the server answers. While it does not, calls are made again once it does. */
export const online = signal(true)

/** Whether the server asks for an API key that this browser has not given (or that it refused). */
export const keyRequired = signal(false)

/** Where people sign in at a provider of identities; null where there is none. */
export const provider = signal<string | null>(null)

/** What the server says when it does not do what was asked. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
  }
  get status() {
    return this.problem.status
  }
}

/** The server cannot be reached. */
export class OfflineError extends Error {
  constructor() {
    super('The server cannot be reached. This page goes on as soon as it is back.')
  }
}

/** Calls the server; throws ApiError, OfflineError, or AbortError where the signal says so. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`${root}/${path}`, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    void waitForServer()
    throw new OfflineError()
  }
  online.value = true
  if (response.ok) return response
  const problem = await readProblem(response)
  if (problem.sign_in) provider.value = problem.sign_in
  if (response.status === 401) keyRequired.value = true
  throw new ApiError(problem)
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call(path, { signal: signal ?? null })).json() as Promise<T>
}

/** Sends JSON, or nothing; answers with the JSON that comes back, or undefined. */
export async function send<T = void>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method, signal: signal ?? null }
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const response = await call(path, init)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return bareProblem(response.status, response.statusText)
  }
}

/** The problem of an answer that says nothing but a status. */
export function bareProblem(status: number, statusText: string): Problem {
  const title = statusText || 'Something went wrong'
  return { type: 'about:blank', title, status, detail: title }
}

/** Gives the server an API key; it answers with a cookie that stands for it, and that scripts cannot read. */
export async function signIn(key: string): Promise<void> {
  await send('POST', 'session', { key })
  keyRequired.value = false
}

let waiting = false

/** Asks whether the server is there, and if it is not, goes on until it is back. */
export async function waitForServer(): Promise<void> {
  if (waiting) return
  waiting = true
  for (online.value = await isAlive(); !online.value; online.value = await isAlive()) await new Promise((done) => setTimeout(done, 2000))
  waiting = false
}

async function isAlive(): Promise<boolean> {
  try {
    return (await fetch('health/live', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
