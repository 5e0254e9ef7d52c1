// Server-sent events of a job or a batch.
import { root, waitForServer } from './client'

/**
 * Follows `jobs/ID` or `batches/ID` until it has ended or the caller stops; an interrupted stream is taken up again by the browser.
 * Returns the function that stops it.
 */
export function followEvents<T>(path: string, type: 'job' | 'batch', final: (state: T) => boolean, seen: (state: T) => void): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined
  const open = () => {
    source = new EventSource(`${root}/${path}/events`)
    const take = (event: MessageEvent<string>) => {
      const state = JSON.parse(event.data) as T
      if (final(state)) source?.close()
      seen(state)
    }
    source.addEventListener(type, take)
    source.addEventListener('heartbeat', take)
    source.onerror = () => {
      // A refused stream is closed by the browser for good; a broken one is reopened here too, so that both are alike.
      source?.close()
      void waitForServer()
      retry = setTimeout(open, 2000)
    }
  }
  open()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}

export const isJobFinal = (job: { state: string }) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
