import { EmptyState } from '../components/EmptyState'
import { BatchCard } from './BatchCard'
import type { useBatches } from './useBatches'

/** All imports and re-runs, newest first. */
export function BatchList({ list, held }: { list: ReturnType<typeof useBatches>; held: boolean }) {
  const { batches, error, changed, hasMore, more, busy, moreError } = list
  if (!batches) {
    return error ? (
      <EmptyState title="The batches cannot be shown" error>
        {error.message}
      </EmptyState>
    ) : (
      <p class="quiet" aria-busy="true">
        Looking up the batches
      </p>
    )
  }
  if (batches.length === 0) {
    return (
      <EmptyState title="No batches yet">
        <p>
          <a href="#/">Analyse a folder of music</a>, or send a whole library with <code>gyms submit</code>. Each such upload is a batch to
          follow here.
        </p>
      </EmptyState>
    )
  }
  return (
    <>
      {batches.map((batch) => (
        <BatchCard key={batch.id} batch={batch} held={held} changed={() => changed(batch)} />
      ))}
      {hasMore && (
        <button type="button" class="secondary outline" aria-busy={busy} disabled={busy} onClick={more}>
          More
        </button>
      )}
      {moreError && (
        <p class="bad" role="alert">
          {moreError}
        </p>
      )}
    </>
  )
}
