import { Ban, RotateCcw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { send } from '../api/client'
import type { Batch, RetriedJobs } from '../api/types'
import { formatPlural } from '../components/format'
import { useAction } from '../components/useAction'
import { batchName, isActive, remaining } from './batchProgress'
import { ConfirmDialog } from './ConfirmDialog'
import { reasonOf } from './failureReasons'

/** What can be done with a batch: its failed tracks again, or an end to it. */
export function BatchButtons({ batch, changed }: { batch: Batch; changed: () => void }) {
  const { busy, error, run } = useAction()
  const [asking, setAsking] = useState(false)
  const [told, setTold] = useState('')
  const failed = batch.counts.failed
  const promising = Object.keys(batch.failures).some((code) => reasonOf(code).retryable)

  const retry = () =>
    run('retry', async () => {
      const { retried } = await send<RetriedJobs>('POST', `batches/${batch.id}/retry-failed`)
      setTold(retried ? `${formatPlural(retried, 'track')} queued again.` : 'They are being worked on already.')
      changed()
    })
  const cancel = () =>
    run('cancel', async () => {
      await send('DELETE', `batches/${batch.id}`)
      setTold('Cancelled.')
      changed()
    })

  return (
    <>
      <div class="row batch-buttons">
        {failed > 0 && !batch.cancelled_at && (
          <button
            type="button"
            class={promising ? 'small' : 'small calm'}
            disabled={busy !== null}
            aria-busy={busy === 'retry'}
            onClick={retry}
          >
            <RotateCcw aria-hidden="true" size={15} /> Retry failed<span class="sr"> of {batchName(batch)}</span>
          </button>
        )}
        {isActive(batch) && (
          <button type="button" class="small calm" disabled={busy !== null} aria-busy={busy === 'cancel'} onClick={() => setAsking(true)}>
            <Ban aria-hidden="true" size={15} /> Cancel<span class="sr"> {batchName(batch)}</span>
          </button>
        )}
        <span class="quiet" role="status">
          {told}
        </span>
      </div>
      {error && (
        <p class="bad" role="alert">
          {error}
        </p>
      )}
      {asking && (
        <ConfirmDialog
          title={`Cancel ${batchName(batch)}?`}
          yes="Cancel the rest"
          no="Go on with it"
          onYes={cancel}
          onClose={() => setAsking(false)}
        >
          <p>
            {formatPlural(remaining(batch), 'track')} not done yet will be left out. What is done stays. Sending the files again takes them
            up again.
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}
