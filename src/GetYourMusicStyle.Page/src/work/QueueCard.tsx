import { Pause, Play } from 'lucide-preact'
import { send } from '../api/client'
import type { Queue } from '../api/types'
import { formatCount, formatDateTime } from '../components/format'
import { useAction } from '../components/useAction'
import { formatRate } from './batchProgress'
import { RerunButtons } from './RerunButtons'
import type { Stage } from './stages'

/** One stage: what it does, what waits, and the switches. */
export function QueueCard({ stage, queue, changed, started }: { stage: Stage; queue: Queue; changed: () => void; started: () => void }) {
  const { busy, error, run } = useAction()
  const { name, description, Icon } = stage
  const state = queue.paused ? 'Paused' : queue.in_flight ? 'Working' : queue.waiting ? 'Waiting' : 'Idle'
  const hold = () =>
    run('hold', async () => {
      await send('POST', `queues/${queue.name}/${queue.paused ? 'resume' : 'pause'}`)
      changed()
    })
  return (
    <article class="card stage-card" aria-labelledby={`stage-${queue.name}`}>
      <header class="row">
        <span class="stage-icon">
          <Icon aria-hidden="true" size={20} />
        </span>
        <h3 id={`stage-${queue.name}`} class="grow">
          {name}
        </h3>
        <span class={`stage-badge ${state.toLowerCase()}`}>{state}</span>
      </header>
      <p class="quiet">{description}</p>
      <div class="stage-now">
        <dl class="work-figures numbers">
          <div>
            <dt>Waiting</dt>
            <dd>{formatCount(queue.waiting)}</dd>
          </div>
          <div>
            <dt>In work</dt>
            <dd>{formatCount(queue.in_flight)}</dd>
          </div>
          {queue.rate_per_s > 0 && (
            <div>
              <dt>Done</dt>
              <dd class="pace">{formatRate(queue.rate_per_s)}</dd>
            </div>
          )}
        </dl>
        <button
          type="button"
          class={queue.paused ? 'small' : 'small calm'}
          aria-busy={busy === 'hold'}
          disabled={busy !== null}
          onClick={hold}
        >
          {queue.paused ? <Play aria-hidden="true" size={16} /> : <Pause aria-hidden="true" size={16} />}
          {queue.paused ? 'Resume' : 'Pause'}
          <span class="sr"> {name.toLowerCase()}</span>
        </button>
      </div>
      <p class="quiet stage-since" role="status">
        {queue.paused
          ? `Held since ${queue.paused_at ? formatDateTime(queue.paused_at) : 'a while ago'}. What comes in waits; nothing is lost.`
          : ''}
      </p>
      {error && (
        <p class="bad" role="alert">
          {error}
        </p>
      )}
      <RerunButtons stage={stage} started={started} />
    </article>
  )
}
