// What becomes of what was sent. Browsers open six connections to a server, so one stream of events at a time: of the newest group that
// is not finished. What else is seen on the screen is asked for, and the rest when its turn comes.
import { ApiError, get } from '../api/client'
import { followEvents, isJobFinal } from '../api/events'
import type { Batch, Failure, FailurePage, Job, Track } from '../api/types'
import { hasUnsent, isBatch, isFinished, notifyChanged, type Upload, type UploadGroup, uploadGroups } from './uploads'

let followed: UploadGroup | null = null
let unfollow = () => {
  /* nothing yet */
}

/** Follows the group whose turn it is. */
export function followNext() {
  const next = uploadGroups.value.find((group) => !isFinished(group) && (isBatch(group) ? group.batchId : group.uploads[0]!.job)) ?? null
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

async function streamOf(group: UploadGroup): Promise<() => () => void> {
  if (!isBatch(group)) {
    const [upload] = group.uploads as [Upload]
    return () => followEvents<Job>(`jobs/${upload.job!.id}`, 'job', isJobFinal, (job) => applyJob(upload, job))
  }
  const id = await group.batchId!
  const over = (batch: Batch) => !hasUnsent(group) && batch.counts.queued + batch.counts.featurizing + batch.counts.scoring === 0
  return () =>
    followEvents<Batch>(`batches/${id}`, 'batch', over, (batch) => {
      group.batchState = batch
      notifyChanged()
      if (over(batch)) applyBatchResult(group, id)
    })
}

/** A batch has ended: what did not fail in it is done. */
function applyBatchResult(group: UploadGroup, id: string) {
  get<FailurePage>(`batches/${id}/failures?limit=10000`).then(
    ({ items }) => applyFailures(group, items),
    () =>
      setTimeout(() => {
        if (!isFinished(group)) applyBatchResult(group, id)
      }, 2000),
  )
}

function applyFailures(group: UploadGroup, items: Failure[]) {
  const failures = new Map(items.map((failure) => [failure.job_id, failure.error]))
  for (const upload of group.uploads) {
    if (upload.state !== 'analysing') continue
    const error = failures.get(upload.job!.id)
    upload.state = error ? 'failed' : 'done'
    upload.error = error ? error.message : null
  }
  notifyChanged()
  if (followed === group) followed = null
  followNext()
}

/** Takes over how these ended; what has not is called off. */
export async function settleCancelled(uploads: readonly Upload[]) {
  for (const upload of uploads) {
    if (upload.state !== 'analysing') continue
    const job = await get<Job>(`jobs/${upload.job!.id}`).catch(() => null)
    if (job && isJobFinal(job)) applyJob(upload, job)
    else upload.state = 'cancelled'
  }
  notifyChanged()
  followNext()
}

/** Takes over how far a job is. */
export function applyJob(upload: Upload, job: Job) {
  if (upload.state === 'cancelled' && job.state !== 'cancelled') return
  upload.job = job
  upload.sent = 1
  upload.state = isJobFinal(job) ? (job.state as 'done' | 'failed' | 'cancelled') : 'analysing'
  upload.error = job.error ? job.error.message || job.error.code : null
  notifyChanged()
  followNext()
  if (upload.state === 'done' && !isBatch(upload.group)) void refresh([upload])
}

let refreshing = false

/** Whether `refresh` has something to ask about it. */
export const needsRefresh = (upload: Upload) =>
  upload.state === 'analysing' ? !(followed === upload.group && !isBatch(followed)) : upload.state === 'done' && !upload.track

/** Asks how far these are, and for the verdicts of those that are done: what is on the screen, again and again. */
export async function refresh(uploads: readonly Upload[]): Promise<void> {
  if (refreshing) return
  refreshing = true
  for (const upload of uploads.filter(needsRefresh)) {
    try {
      if (upload.state === 'analysing') applyJob(upload, await get<Job>(`jobs/${upload.job!.id}`))
      if (upload.state === 'done') upload.track = await get<Track>(`tracks/${upload.job!.track_id}`)
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) break // the next round comes soon
      upload.state = 'failed'
      upload.error = 'It was removed from the library meanwhile.'
    }
    notifyChanged()
  }
  refreshing = false
}
