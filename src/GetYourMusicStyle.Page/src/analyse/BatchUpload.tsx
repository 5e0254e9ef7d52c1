import { RotateCcw, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { count, many, timeLeft } from '../components/format'
import { UploadList } from './UploadList'
import { again, cancelAll } from './uploadQueue'
import { type Delivery, finished, type Tally, tally, turn, type Upload, unsent } from './uploads'

type Shown = 'all' | 'open' | 'done' | 'failed'

const groups: { key: Shown; name: string; has: (upload: Upload) => boolean }[] = [
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
export function Many({ delivery }: { delivery: Delivery }) {
  const [shown, setShown] = useState<Shown>('all')
  void turn.value
  const counts = tally(delivery)
  const over = finished(delivery)
  const total = delivery.uploads.length
  const group = groups.find(({ key }) => key === shown)!
  const list = delivery.uploads.filter(group.has)
  return (
    <section class="card many" aria-label={delivery.name}>
      <header>
        <h2 class="grow cut">{delivery.name}</h2>
        {counts.failed > 0 && (
          <button
            type="button"
            class="secondary small"
            onClick={() => again(delivery.uploads.filter((upload) => upload.state === 'failed'))}
          >
            <RotateCcw aria-hidden="true" size={16} /> Retry failed
          </button>
        )}
        {!over && (
          <button type="button" class="secondary small" onClick={() => cancelAll(delivery)}>
            <X aria-hidden="true" size={16} /> Cancel all
          </button>
        )}
        {over && counts.done > 0 && (
          <a role="button" class="small" href="#/map">
            See them on the map
          </a>
        )}
      </header>
      <Progress delivery={delivery} counts={counts} />
      <div class="groups" role="group" aria-label="Which files to show">
        {groups.map(({ key, name, has }) => {
          const size = key === 'all' ? total : delivery.uploads.filter(has).length
          return (
            (size > 0 || key === shown) && (
              <button key={key} type="button" class="plain small" aria-pressed={shown === key} onClick={() => setShown(key)}>
                {name} <span class="quiet numbers">{count(size)}</span>
              </button>
            )
          )
        })}
      </div>
      <UploadList uploads={list} name={`${delivery.name}: ${group.name}`} />
    </section>
  )
}

function Progress({ delivery, counts }: { delivery: Delivery; counts: Tally }) {
  const total = delivery.uploads.length
  const server = delivery.progress?.counts
  // The server knows of files that are not looked at here.
  const analysed = Math.max(counts.done + counts.failed + counts.cancelled, server ? server.done + server.failed + server.cancelled : 0)
  const sent = total - counts.waiting - counts.sending
  const failed = Math.max(counts.failed, finished(delivery) ? 0 : (server?.failed ?? 0))
  const left = !unsent(delivery) && delivery.progress?.time_left_s != null ? `, ${timeLeft(delivery.progress.time_left_s)} left` : ''
  const words = finished(delivery)
    ? [
        `${many(counts.done, 'song')} analysed`,
        failed && `${count(failed)} failed`,
        counts.cancelled && `${count(counts.cancelled)} cancelled`,
      ]
        .filter(Boolean)
        .join(', ')
    : `${count(sent)} of ${count(total)} sent, ${count(Math.min(analysed, total))} analysed${failed ? `, ${count(failed)} failed` : ''}${left}`
  return (
    <>
      <div
        class="two-bars"
        role="progressbar"
        aria-label={delivery.name}
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
