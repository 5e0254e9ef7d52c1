// Sends what was brought, three files at a time.
import { effect } from '@preact/signals'
import { send } from '../api/client'
import type { Batch, Job } from '../api/types'
import type { Incoming } from './fileSelection'
import { patiently } from './retry'
import { alreadyThere, transfer } from './uploadFile'
import { giveUp, settle, watch } from './uploadProgress'
import { changed, type Delivery, deliveries, several, type Upload, uploading } from './uploads'

const atOnce = 3
const queue = new Set<Upload>()
let active = 0
let keys = 0

/** Uploads and analyses these; several become a batch. */
export function deliver(incoming: Pick<Incoming, 'name' | 'found'>, recording = false): Delivery {
  const { found } = incoming
  const delivery: Delivery = {
    key: ++keys,
    name: (found.length === 1 ? found[0]!.file.name : (incoming.name ?? `${found.length} songs`)).slice(0, 200),
    uploads: [],
    recording,
    batch: null,
    progress: null,
  }
  for (const { file, path } of found) {
    delivery.uploads.push({ delivery, file, path, state: 'waiting', sent: 0, note: null, error: null, job: null, track: null, stop: null })
  }
  deliveries.value = [delivery, ...deliveries.value]
  enqueue(delivery.uploads)
  return delivery
}

/** Sends again what failed or was cancelled. */
export function again(uploads: Upload[]) {
  enqueue(uploads.filter((upload) => upload.state === 'failed' || upload.state === 'cancelled'))
}

/** Gives up files: those on their way, and those that are being analysed. */
export function cancel(upload: Upload) {
  const job = upload.state === 'analysing' ? upload.job : null
  withdraw(upload)
  if (job)
    void send('DELETE', `jobs/${job.id}`).catch(() => {
      /* then it is analysed all the same */
    })
}

export function cancelAll(delivery: Delivery) {
  const batch = delivery.batch
  // What is sent again later goes into a batch of its own: this one takes nothing any more.
  delivery.batch = null
  const sent = delivery.uploads.filter((upload) => upload.state === 'analysing')
  for (const upload of delivery.uploads) if (!batch || upload.state !== 'analysing') cancel(upload)
  // Some of what was sent has ended without being looked at here.
  void batch
    ?.then((id) => send('DELETE', `batches/${id}`))
    .catch(() => {
      /* then the rest of it is analysed all the same */
    })
    .then(() => giveUp(sent))
}

function withdraw(upload: Upload) {
  if (upload.state === 'done' || upload.state === 'failed') return
  queue.delete(upload)
  upload.state = 'cancelled'
  upload.stop?.abort(new DOMException('cancelled', 'AbortError'))
  changed()
  watch()
}

function enqueue(uploads: Upload[]) {
  for (const upload of uploads) {
    Object.assign(upload, { state: 'waiting', sent: 0, note: null, error: null, job: null })
    queue.add(upload)
  }
  changed()
  pump()
}

function pump() {
  for (const upload of queue) {
    if (active >= atOnce) return
    queue.delete(upload)
    active++
    void bring(upload).finally(() => {
      active--
      pump()
    })
  }
}

async function bring(upload: Upload): Promise<void> {
  const stop = new AbortController()
  upload.stop = stop
  upload.state = 'sending'
  changed()
  const note = (why: string | null) => {
    upload.note = why
    changed()
  }
  try {
    const job = await patiently(stop.signal, note, () => attempt(upload, stop.signal))
    if (!stop.signal.aborted) settle(upload, job)
  } catch (error) {
    if (!stop.signal.aborted) {
      upload.state = 'failed'
      upload.error = (error as Error).message
    }
  }
  if (upload.stop === stop) upload.note = null
  changed()
  watch()
}

async function attempt(upload: Upload, stop: AbortSignal): Promise<Job> {
  const { delivery, file, path } = upload
  upload.sent = 0
  const batch = several(delivery) ? await batchOf(delivery) : null
  const known = batch ? await alreadyThere(file, path, batch, stop) : null
  return (
    known ??
    transfer(file, path, batch, stop, (share) => {
      upload.sent = share
      changed()
    })
  )
}

function batchOf(delivery: Delivery): Promise<string> {
  delivery.batch ??= send<Batch>('POST', 'batches', { name: delivery.name }).then(
    (batch) => batch.id,
    (error: Error) => {
      delivery.batch = null
      throw error
    },
  )
  return delivery.batch
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()
effect(() => {
  if (uploading.value) addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
})
