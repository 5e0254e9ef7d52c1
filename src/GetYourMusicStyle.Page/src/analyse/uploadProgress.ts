// What becomes of what was sent. Browsers open six connections to a server, so one stream of events at a time: of the newest delivery that
// is not finished. What else is seen on the screen is asked for, and the rest when its turn comes.
import { ApiError, get } from '../api/client'
import { follow, jobEnded } from '../api/events'
import type { Batch, Failure, FailurePage, Job, Track } from '../api/types'
import { changed, type Delivery, deliveries, finished, several, type Upload, unsent } from './uploads'

let followed: Delivery | null = null
let unfollow = () => {
  /* nothing yet */
}

/** Follows the delivery whose turn it is. */
export function watch() {
  const next =
    deliveries.value.find((delivery) => !finished(delivery) && (several(delivery) ? delivery.batch : delivery.uploads[0]!.job)) ?? null
  if (next === followed) return
  unfollow()
  followed = next
  if (!next) return
  let stop: (() => void) | null = null
  let stopped = false
  unfollow = () => {
    stopped = true
    stop?.()
  }
  void streamOf(next)
    .then((open) => {
      if (!stopped) stop = open()
    })
    .catch(() => {
      /* there is no batch: nothing to follow */
    })
}

async function streamOf(delivery: Delivery): Promise<() => () => void> {
  if (!several(delivery)) {
    const [upload] = delivery.uploads as [Upload]
    return () => follow<Job>(`jobs/${upload.job!.id}`, 'job', jobEnded, (job) => settle(upload, job))
  }
  const id = await delivery.batch!
  const over = (batch: Batch) => !unsent(delivery) && batch.counts.queued + batch.counts.featurizing + batch.counts.scoring === 0
  return () =>
    follow<Batch>(`batches/${id}`, 'batch', over, (batch) => {
      delivery.progress = batch
      changed()
      if (over(batch)) conclude(delivery, id)
    })
}

/** A batch has ended: what did not fail in it is done. */
function conclude(delivery: Delivery, id: string) {
  get<FailurePage>(`batches/${id}/failures?limit=10000`).then(
    ({ items }) => part(delivery, items),
    () =>
      setTimeout(() => {
        if (!finished(delivery)) conclude(delivery, id)
      }, 2000),
  )
}

function part(delivery: Delivery, items: Failure[]) {
  const failures = new Map(items.map((failure) => [failure.job_id, failure.error]))
  for (const upload of delivery.uploads) {
    if (upload.state !== 'analysing') continue
    const error = failures.get(upload.job!.id)
    upload.state = error ? 'failed' : 'done'
    upload.error = error ? error.message : null
  }
  changed()
  if (followed === delivery) followed = null
  watch()
}

/** Takes over how these ended; what has not is called off. */
export async function giveUp(uploads: readonly Upload[]) {
  for (const upload of uploads) {
    if (upload.state !== 'analysing') continue
    const job = await get<Job>(`jobs/${upload.job!.id}`).catch(() => null)
    if (job && jobEnded(job)) settle(upload, job)
    else upload.state = 'cancelled'
  }
  changed()
  watch()
}

/** Takes over how far a job is. */
export function settle(upload: Upload, job: Job) {
  if (upload.state === 'cancelled' && job.state !== 'cancelled') return
  upload.job = job
  upload.sent = 1
  upload.state = jobEnded(job) ? (job.state as 'done' | 'failed' | 'cancelled') : 'analysing'
  upload.error = job.error ? job.error.message || job.error.code : null
  changed()
  watch()
  if (upload.state === 'done' && !several(upload.delivery)) void refresh([upload])
}

let asking = false

/** Whether `refresh` has something to ask about it. */
export const wanting = (upload: Upload) =>
  upload.state === 'analysing' ? !(followed === upload.delivery && !several(followed)) : upload.state === 'done' && !upload.track

/** Asks how far these are, and for the verdicts of those that are done: what is on the screen, again and again. */
export async function refresh(uploads: readonly Upload[]): Promise<void> {
  if (asking) return
  asking = true
  for (const upload of uploads.filter(wanting)) {
    try {
      if (upload.state === 'analysing') settle(upload, await get<Job>(`jobs/${upload.job!.id}`))
      if (upload.state === 'done') upload.track = await get<Track>(`tracks/${upload.job!.track_id}`)
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) break // the next round comes soon
      upload.state = 'failed'
      upload.error = 'It was removed from the library meanwhile.'
    }
    changed()
  }
  asking = false
}
