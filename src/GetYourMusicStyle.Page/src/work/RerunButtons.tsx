import { useState } from 'preact/hooks'
import { get, send } from '../api/client'
import type { Batch, RerunCountPage, RerunScope } from '../api/types'
import { formatPlural } from '../components/format'
import { useAction } from '../components/useAction'
import { ConfirmDialog } from './ConfirmDialog'
import type { Stage } from './stages'

/** Runs a stage again: where its results are missing, or, after a question, everywhere. */
export function RerunButtons({ stage, started }: { stage: Stage; started: () => void }) {
  const { busy, error, run } = useAction()
  const [tracks, setTracks] = useState<number | null>(null)
  const [batch, setBatch] = useState<Batch | null>(null)

  const start = (scope: RerunScope) =>
    run(scope, async () => {
      setBatch(null)
      setBatch(await send<Batch>('POST', 'reruns', { stage: stage.rerun, scope }))
      started()
    })
  const ask = () =>
    run('all', async () => {
      const counts = await get<RerunCountPage>('reruns')
      setTracks(counts.items.find((count) => count.stage === stage.rerun)?.all ?? 0)
    })

  return (
    <div class="rerun">
      <p class="rerun-what">Run again</p>
      <div class="row">
        <button type="button" class="small calm" disabled={busy !== null} aria-busy={busy === 'missing'} onClick={() => start('missing')}>
          <span class="sr">Run {stage.name.toLowerCase()} again: </span>Missing only
        </button>
        <button type="button" class="small calm" disabled={busy !== null} aria-busy={busy === 'all'} onClick={ask}>
          <span class="sr">Run {stage.name.toLowerCase()} again: </span>All…
        </button>
      </div>
      <p class="rerun-done" role="status">
        {batch &&
          (batch.total === 0 ? (
            'Nothing is missing.'
          ) : (
            <>
              {formatPlural(batch.total, 'track')} queued. <a href={`#/work/${batch.id}`}>Follow</a>
            </>
          ))}
      </p>
      {error && (
        <p class="bad" role="alert">
          {error}
        </p>
      )}
      {tracks !== null && (
        <ConfirmDialog
          title={`Run ${stage.name.toLowerCase()} again for all ${formatPlural(tracks, 'track')}?`}
          yes={`Run again for ${formatPlural(tracks, 'track')}`}
          onYes={() => start('all')}
          onClose={() => setTracks(null)}
        >
          <p>{stage.rerunAllWarning}</p>
          <p class="quiet">“Missing only” is enough in most cases.</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
