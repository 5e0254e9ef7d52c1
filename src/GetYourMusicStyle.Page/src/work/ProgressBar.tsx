import type { Batch } from '../api/types'
import { formatCount } from '../components/format'
import { doneShare, progressText } from './batchProgress'

const parts = [
  { key: 'done', name: 'done', of: (b: Batch) => b.counts.done },
  { key: 'failed', name: 'failed', of: (b: Batch) => b.counts.failed },
  { key: 'cancelled', name: 'cancelled', of: (b: Batch) => b.counts.cancelled },
  { key: 'busy', name: 'in work', of: (b: Batch) => b.counts.featurizing + b.counts.scoring },
  { key: 'waiting', name: 'waiting', of: (b: Batch) => b.counts.queued },
]

/** How far a batch is: one bar, its parts by state. */
export function ProgressBar({ batch }: { batch: Batch }) {
  return (
    <div
      class="batch-bar"
      role="progressbar"
      aria-label="Progress"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(doneShare(batch) * 100)}
      aria-valuetext={progressText(batch)}
    >
      {parts.map(({ key, of }) => of(batch) > 0 && <span key={key} class={`state ${key}`} style={{ flexGrow: of(batch) }} />)}
    </div>
  )
}

/** What the colours of the bar mean, with the numbers. */
export function ProgressLegend({ batch }: { batch: Batch }) {
  return (
    <ul class="batch-legend numbers">
      {parts.map(
        ({ key, name, of }) =>
          (of(batch) > 0 || key === 'done') && (
            <li key={key}>
              <span class={`dot state ${key}`} aria-hidden="true" />
              {formatCount(of(batch))} {name}
            </li>
          ),
      )}
    </ul>
  )
}
