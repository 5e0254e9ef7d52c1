import { RotateCcw, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { formatCount, formatPlural, formatTimeLeft } from '../components/format'
import { UploadList } from './UploadList'
import { cancelAll, retry } from './uploadQueue'
import { countByState, hasUnsent, isFinished, revision, type StateCounts, type Upload, type UploadGroup } from './uploads'

type StateFilter = 'all' | 'open' | 'done' | 'failed'

const stateFilters: { key: StateFilter; name: string; has: (upload: Upload) => boolean }[] = [
  { key: 'all', name: 'All', has: () => true },
  {
    key: 'open',
    name: 'On the way',
    has: (upload) => upload.state === 'waiting' || upload.state === 'sending' || upload.state === 'analysing',
  },
  { key: 'done', name: 'Done', has: (upload) => upload.state === 'done' },
  { key: 'failed', name: 'Failed', has: (upload) => upload.state === 'failed' },
]

/** A batch: how far it is as a whole, and each file of it. */
export function BatchUpload({ group }: { group: UploadGroup }) {
  const [shown, setShown] = useState<StateFilter>('all')
  void revision.value
  const counts = countByState(group)
  const over = isFinished(group)
  const total = group.uploads.length
  const filter = stateFilters.find(({ key }) => key === shown)!
  const list = group.uploads.filter(filter.has)
  return (
    <section class="card many" aria-label={group.name}>
      <header>
        <h2 class="grow cut">{group.name}</h2>
        {counts.failed > 0 && (
          <button type="button" class="secondary small" onClick={() => retry(group.uploads.filter((upload) => upload.state === 'failed'))}>
            <RotateCcw aria-hidden="true" size={16} /> Retry failed
          </button>
        )}
        {!over && (
          <button type="button" class="secondary small" onClick={() => cancelAll(group)}>
            <X aria-hidden="true" size={16} /> Cancel all
          </button>
        )}
        {over && counts.done > 0 && (
          <a role="button" class="small" href="#/map">
            See them on the map
          </a>
        )}
      </header>
      <Progress group={group} counts={counts} />
      <div class="groups" role="group" aria-label="Which files to show">
        {stateFilters.map(({ key, name, has }) => {
          const size = key === 'all' ? total : group.uploads.filter(has).length
          return (
            (size > 0 || key === shown) && (
              <button key={key} type="button" class="plain small" aria-pressed={shown === key} onClick={() => setShown(key)}>
                {name} <span class="quiet numbers">{formatCount(size)}</span>
              </button>
            )
          )
        })}
      </div>
      <UploadList uploads={list} name={`${group.name}: ${filter.name}`} />
    </section>
  )
}

function Progress({ group, counts }: { group: UploadGroup; counts: StateCounts }) {
  const total = group.uploads.length
  const server = group.batchState?.counts
  // The server knows of files that are not looked at here.
  const analysed = Math.max(counts.done + counts.failed + counts.cancelled, server ? server.done + server.failed + server.cancelled : 0)
  const sent = total - counts.waiting - counts.sending
  const failed = Math.max(counts.failed, isFinished(group) ? 0 : (server?.failed ?? 0))
  const left = !hasUnsent(group) && group.batchState?.time_left_s != null ? `, ${formatTimeLeft(group.batchState.time_left_s)} left` : ''
  const words = isFinished(group)
    ? [
        `${formatPlural(counts.done, 'song')} analysed`,
        failed && `${formatCount(failed)} failed`,
        counts.cancelled && `${formatCount(counts.cancelled)} cancelled`,
      ]
        .filter(Boolean)
        .join(', ')
    : `${formatCount(sent)} of ${formatCount(total)} sent, ${formatCount(Math.min(analysed, total))} analysed${failed ? `, ${formatCount(failed)} failed` : ''}${left}`
  return (
    <>
      <div
        class="two-bars"
        role="progressbar"
        aria-label={group.name}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={Math.min(analysed, total)}
        aria-valuetext={words}
      >
        <span style={{ width: `${(100 * sent) / total}%` }} />
        <span style={{ width: `${(100 * Math.min(analysed, total)) / total}%` }} />
      </div>
      <p class="quiet numbers">{words}</p>
    </>
  )
}
