// One file on its way to the server.
import { ApiError, bareProblem, call, get, OfflineError, root, waitForServer } from '../api/client'
import type { Job, Problem } from '../api/types'

// In bytes: what is smaller is sent as fast as asked for, and a browser hashes only what it holds in memory as a whole.
const [minHashedBytes, maxHashedBytes] = [256e3, 64e6]

/** Sends a file, and tells how much of it has gone (0 to 1); the answer is the job that analyses it. */
export function uploadFile(file: File, path: string, batch: string | null, stop: AbortSignal, sent: (share: number) => void): Promise<Job> {
  const form = new FormData()
  form.append('path', path)
  if (batch) form.append('batch', batch)
  form.append('file', file, file.name)
  // fetch does not tell how much has been sent.
  const request = new XMLHttpRequest()
  return new Promise<Job>((resolve, reject) => {
    const abort = () => request.abort()
    request.open('POST', `${root}/tracks`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) sent(event.loaded / event.total)
    }
    request.onload = () =>
      request.status < 300 ? resolve(JSON.parse(request.responseText) as Job) : reject(new ApiError(problemOf(request)))
    request.onerror = () => reject(new OfflineError())
    request.onabort = () => reject(stop.reason)
    request.onloadend = () => stop.removeEventListener('abort', abort)
    stop.addEventListener('abort', abort)
    request.send(form)
  }).catch(async (error: Error) => {
    if (error instanceof OfflineError) {
      await assertReadable(file)
      void waitForServer()
    }
    throw error
  })
}

/** The job of a file that the server has already, which joins the batch without being sent; null if it must be sent. */
export async function joinStored(file: File, path: string, batch: string, stop: AbortSignal): Promise<Job | null> {
  if (!globalThis.crypto?.subtle || file.size < minHashedBytes || file.size > maxHashedBytes) return null
  const hash = await crypto.subtle.digest('SHA-256', (await file.arrayBuffer().catch(() => assertReadable(file))) as ArrayBuffer)
  const sha256 = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  try {
    const answer = await call(`tracks/by-hash/${sha256}?${new URLSearchParams({ batch, path })}`, { method: 'HEAD', signal: stop })
    const id = answer.headers.get('location')?.split('/').pop()
    return id ? await get<Job>(`jobs/${id}`, stop) : null
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}

async function assertReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer()
  } catch {
    throw new Error('The file cannot be read any more. It may have been moved or changed: choose it again.')
  }
}

function problemOf(request: XMLHttpRequest): Problem {
  const after = Number(request.getResponseHeader('retry-after')) || undefined
  try {
    return { ...(after ? { retry_after_s: after } : {}), ...(JSON.parse(request.responseText) as Problem) }
  } catch {
    return { ...bareProblem(request.status, request.statusText), ...(after ? { retry_after_s: after } : {}) }
  }
}
