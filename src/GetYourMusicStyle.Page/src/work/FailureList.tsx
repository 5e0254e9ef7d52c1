import { useState } from 'preact/hooks'
import type { Batch, FailurePage } from '../api/types'
import { useGet } from '../api/useGet'
import { formatCount, formatPlural } from '../components/format'
import { reasonOf } from './failureReasons'

const most = 1000

/** The failures of a batch by reason, each with what to do and, unfolded, the files. */
export function FailureList({ batch }: { batch: Batch }) {
  const codes = Object.entries(batch.failures).sort((a, b) => b[1] - a[1])
  if (codes.length === 0) return null
  return (
    <ul class="failures" aria-label="Failures by reason">
      {codes.map(([code, n]) => (
        <li key={code}>
          <ReasonGroup batch={batch} code={code} n={n} />
        </li>
      ))}
    </ul>
  )
}

function ReasonGroup({ batch, code, n }: { batch: Batch; code: string; n: number }) {
  const [open, setOpen] = useState(false)
  const reason = reasonOf(code)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="numbers fail-count">{formatCount(n)}</span> <strong>{reason.title}</strong>
      </summary>
      <p>{reason.advice}</p>
      {open && <Files batch={batch} code={code} n={n} />}
    </details>
  )
}

function Files({ batch, code, n }: { batch: Batch; code: string; n: number }) {
  const { data, error } = useGet<FailurePage>(`batches/${batch.id}/failures?limit=${most}`)
  if (error)
    return (
      <p class="bad" role="alert">
        {error.message}
      </p>
    )
  if (!data)
    return (
      <p class="quiet" aria-busy="true">
        Looking them up
      </p>
    )
  const files = data.items.filter((failure) => failure.error.code === code)
  return (
    <>
      <ul class="failed-files">
        {files.map((failure) => (
          <li key={failure.job_id + failure.path}>
            <span class="failed-path">{failure.path}</span>
            <small class="quiet">{failure.error.message}</small>
          </li>
        ))}
      </ul>
      {files.length < n && (
        <p class="quiet">
          And {formatPlural(n - files.length, 'more file')}. GET /api/v1/batches/{batch.id}/failures?limit=10000 names more.
        </p>
      )}
    </>
  )
}
