import { ArrowLeft } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { follow } from '../api/events'
import type { Batch } from '../api/types'
import { useGet } from '../api/useGet'
import { Empty } from '../components/EmptyState'
import { timeLeft, when } from '../components/format'
import { Announce } from '../work/BatchAnnouncer'
import { BatchButtons } from '../work/BatchButtons'
import { active, final, inWords, nameOf, pace, share } from '../work/batchProgress'
import { Failures } from '../work/FailureList'
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
    return final(data) ? undefined : follow<Batch>(path, 'batch', final, setLive)
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
        <Empty title="This batch cannot be shown" error whole>
          {error.message}
        </Empty>
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
  const going = active(batch)
  return (
    <>
      <h1>{nameOf(batch)}</h1>
      <article class="card batch-card alone">
        <p class="batch-large numbers">
          {batch.total > 0 && <strong>{Math.floor(share(batch) * 100)} %</strong>} {inWords(batch)}
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
            <dd>{when(batch.created_at)}</dd>
          </div>
          {batch.cancelled_at && (
            <div>
              <dt>Cancelled</dt>
              <dd>{when(batch.cancelled_at)}</dd>
            </div>
          )}
          {going && (
            <div>
              <dt>Pace</dt>
              <dd>{pace(batch.rate_per_s)}</dd>
            </div>
          )}
          {going && (
            <div>
              <dt>Time left</dt>
              <dd>{timeLeft(batch.time_left_s) || 'not known yet'}</dd>
            </div>
          )}
        </dl>
        <BatchButtons batch={batch} changed={changed} />
        <Announce batch={batch} />
      </article>
      {batch.counts.failed > 0 && (
        <section>
          <h2>Failures by reason</h2>
          <Failures batch={batch} />
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
