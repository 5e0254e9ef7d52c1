import type { Batch } from '../api/types'
import { formatDateTime } from '../components/format'
import { BatchAnnouncer } from './BatchAnnouncer'
import { BatchButtons } from './BatchButtons'
import { batchName, formatRate, isActive, progressText } from './batchProgress'
import { FailureList } from './FailureList'
import { ProgressBar } from './ProgressBar'

/** A batch in the list. `held`: a paused stage has work waiting. */
export function BatchCard({ batch, held, changed }: { batch: Batch; held: boolean; changed: () => void }) {
  const standing = held ? 'held by a paused stage' : 'nothing finished in the last minute'
  return (
    <article class="card batch-card" aria-labelledby={`batch-${batch.id}`}>
      <header class="row">
        <h3 id={`batch-${batch.id}`} class="grow cut">
          <a href={`#/work/${batch.id}`}>{batchName(batch)}</a>
        </h3>
        <small class="quiet">{formatDateTime(batch.created_at)}</small>
      </header>
      {batch.total > 0 && <ProgressBar batch={batch} />}
      <p class="batch-words numbers">
        <span class={batch.counts.failed && !isActive(batch) ? 'bad' : undefined}>{progressText(batch)}</span>
        {isActive(batch) && <span class="quiet">{batch.rate_per_s > 0 ? formatRate(batch.rate_per_s) : standing}</span>}
      </p>
      <FailureList batch={batch} />
      <BatchButtons batch={batch} changed={changed} />
      <BatchAnnouncer batch={batch} />
    </article>
  )
}
