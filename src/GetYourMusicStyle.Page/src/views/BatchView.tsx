import { ArrowLeft } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { followEvents } from '../api/events'
import type { Batch } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { formatDateTime, formatTimeLeft } from '../components/format'
import { BatchAnnouncer } from '../work/BatchAnnouncer'
import { BatchButtons } from '../work/BatchButtons'
import { batchName, doneShare, formatRate, isActive, isFinal, progressText } from '../work/batchProgress'
import { FailureList } from '../work/FailureList'
import { ProgressBar, ProgressLegend } from '../work/ProgressBar'

/** One batch, as it goes. */
export function BatchView({ id }: { id: string }) {
  const path = `batches/${encodeURIComponent(id)}`
  const { data, error, reload } = useGet<Batch>(path)
  const [live, setLive] = useState<Batch>()

  // What was asked for last is the latest, until the stream tells something newer; a batch that has ended has no stream.
  useEffect(() => {
    if (!data) return
    setLive(data)
    return isFinal(data) ? undefined : followEvents<Batch>(path, 'batch', isFinal, setLive)
  }, [data, path])

  const batch = live ?? data
  return (
    <>
      <p class="back-line">
        <a class="back-link" href="#/work">
          <ArrowLeft aria-hidden="true" size={16} /> All work
        </a>
      </p>
      {batch ? (
        <Shown batch={batch} changed={reload} />
      ) : error ? (
        <EmptyState title="This batch cannot be shown" error whole>
          {error.message}
        </EmptyState>
      ) : (
        <>
          <h1>Batch</h1>
          <p class="quiet" aria-busy="true">
            Looking it up
          </p>
        </>
      )}
    </>
  )
}

function Shown({ batch, changed }: { batch: Batch; changed: () => void }) {
  const going = isActive(batch)
  return (
    <>
      <h1>{batchName(batch)}</h1>
      <article class="card batch-card alone">
        <p class="batch-large numbers">
          {batch.total > 0 && <strong>{Math.floor(doneShare(batch) * 100)} %</strong>} {progressText(batch)}
        </p>
        {batch.total > 0 && (
          <>
            <ProgressBar batch={batch} />
            <ProgressLegend batch={batch} />
          </>
        )}
        <dl class="work-figures numbers">
          <div>
            <dt>Begun</dt>
            <dd>{formatDateTime(batch.created_at)}</dd>
          </div>
          {batch.cancelled_at && (
            <div>
              <dt>Cancelled</dt>
              <dd>{formatDateTime(batch.cancelled_at)}</dd>
            </div>
          )}
          {going && (
            <div>
              <dt>Pace</dt>
              <dd>{formatRate(batch.rate_per_s)}</dd>
            </div>
          )}
          {going && (
            <div>
              <dt>Time left</dt>
              <dd>{formatTimeLeft(batch.time_left_s) || 'not known yet'}</dd>
            </div>
          )}
        </dl>
        <BatchButtons batch={batch} changed={changed} />
        <BatchAnnouncer batch={batch} />
      </article>
      {batch.counts.failed > 0 && (
        <section>
          <h2>Failures by reason</h2>
          <FailureList batch={batch} />
        </section>
      )}
      {batch.counts.failed === 0 && !going && batch.counts.done > 0 && (
        <p class="quiet">
          See what came out in the <a href="#/library">library</a>, or make a <a href="#/playlist">playlist</a> of it.
        </p>
      )}
    </>
  )
}
