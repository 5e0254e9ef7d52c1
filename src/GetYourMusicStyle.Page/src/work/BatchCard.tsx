import type { Batch } from '../api/types'
import { when } from '../components/format'
import { Announce } from './BatchAnnouncer'
import { BatchButtons } from './BatchButtons'
import { active, inWords, nameOf, pace } from './batchProgress'
import { Failures } from './FailureList'
import { ProgressBar } from './ProgressBar'

/** A batch in the list. `held`: a paused stage has work waiting. */
export function BatchCard({ batch, held, changed }: { batch: Batch; held: boolean; changed: () => void }) {
  const standing = held ? 'held by a paused stage' : 'nothing finished in the last minute'
  return (
    <article class="card batch-card" aria-labelledby={`batch-${batch.id}`}>
      <header class="row">
        <h3 id={`batch-${batch.id}`} class="grow cut">
          <a href={`#/work/${batch.id}`}>{nameOf(batch)}</a>
        </h3>
        <small class="quiet">{when(batch.created_at)}</small>
      </header>
      {batch.total > 0 && <ProgressBar batch={batch} />}
      <p class="batch-words numbers">
        <span class={batch.counts.failed && !active(batch) ? 'bad' : undefined}>{inWords(batch)}</span>
        {active(batch) && <span class="quiet">{batch.rate_per_s > 0 ? pace(batch.rate_per_s) : standing}</span>}
      </p>
      <Failures batch={batch} />
      <BatchButtons batch={batch} changed={changed} />
      <Announce batch={batch} />
    </article>
  )
}
