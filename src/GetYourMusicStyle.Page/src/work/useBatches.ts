// The batches, newest first: the first page is asked for again and again while seen, what lies further back on demand.
import { useState } from 'preact/hooks'
import { get } from '../api/client'
import type { Batch, BatchPage } from '../api/types'
import { useGet } from '../api/useGet'
import { useAction } from '../components/useAction'

const size = 20

export function useBatches() {
  const first = useGet<BatchPage>(`batches?limit=${size}`, 2)
  const [older, setOlder] = useState<Batch[]>([])
  const [next, setNext] = useState<string | null | undefined>()
  const { busy, error: moreError, run } = useAction()

  const newest = first.data?.items ?? []
  const seen = new Set(newest.map((batch) => batch.id))
  const after = next === undefined ? first.data?.next : next

  /** Brings up to date what a button changed, wherever it stands. */
  const changed = (batch: Batch) => {
    first.reload()
    if (!seen.has(batch.id)) {
      get<Batch>(`batches/${batch.id}`).then(
        (now) => setOlder((list) => list.map((b) => (b.id === now.id ? now : b))),
        () => {
          /* as it was */
        },
      )
    }
  }
  const more = () =>
    run('more', async () => {
      const page = await get<BatchPage>(`batches?limit=${size}&after=${encodeURIComponent(after!)}`)
      // What has slid out of the first page meanwhile must not fall between the two.
      setOlder((list) => [...new Map([...newest, ...list, ...page.items].map((batch) => [batch.id, batch])).values()])
      setNext(page.next ?? null)
    })

  return {
    batches: first.data && [...newest, ...older.filter((batch) => !seen.has(batch.id))],
    error: first.error,
    reload: first.reload,
    changed,
    hasMore: Boolean(after),
    more,
    busy: busy !== null,
    moreError,
  }
}
