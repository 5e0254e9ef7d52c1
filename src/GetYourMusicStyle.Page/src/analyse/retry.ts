// Tries again what may pass: a server that restarts, a network that is away, a limit that was hit, a key that is asked for.
import { effect } from '@preact/signals'
import { ApiError, keyRequired, OfflineError, online } from '../api/client'

// The policy: delays double from a second on, or are what the server asks for, with up to a quarter of jitter.
const maxAttempts = 8
const maxDelayS = 60
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504])

/** Makes an attempt, and further ones while they may help; `waiting` is told what is in the way, or null when nothing is. */
export async function withRetry<T>(stop: AbortSignal, waiting: (why: string | null) => void, attempt: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; ) {
    if (!online.value || keyRequired.value) {
      waiting(online.value ? 'Waits for the key' : 'Waits for the server')
      await untilReachable(stop)
      failures = 0
    }
    waiting(null)
    try {
      return await attempt()
    } catch (error) {
      stop.throwIfAborted()
      if (error instanceof ApiError && error.status === 401) {
        keyRequired.value = true
        continue
      }
      if (!(error instanceof OfflineError || (error instanceof ApiError && transientStatuses.has(error.status)))) throw error
      if (++failures === maxAttempts) {
        throw error instanceof OfflineError
          ? new Error('The connection broke again and again. Perhaps the file is larger than the server takes.')
          : error
      }
      const asked = error instanceof ApiError ? error.problem.retry_after_s : undefined
      const pause = Math.min(maxDelayS, Math.max(asked ?? 0, 2 ** (failures - 1)) * (1 + Math.random() / 4))
      waiting(error instanceof OfflineError ? 'The connection broke; tries again' : `${(error as ApiError).problem.title}; tries again`)
      await sleep(pause, stop)
    }
  }
}

/** Until the server is there, and has the key it wants. */
function untilReachable(stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = effect(() => {
      if (online.value && !keyRequired.value)
        queueMicrotask(() => {
          done()
          resolve()
        })
    })
    stop.addEventListener(
      'abort',
      () => {
        done()
        reject(stop.reason as Error)
      },
      { once: true },
    )
  })
}

function sleep(seconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000)
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(stop.reason as Error)
      },
      { once: true },
    )
  })
}
