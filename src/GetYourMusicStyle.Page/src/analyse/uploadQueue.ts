// Sends what was brought, three files at a time.
import { effect } from '@preact/signals'
import { send } from '../api/client'
import type { Batch, Job } from '../api/types'
import type { FileSelection } from './fileSelection'
import { withRetry } from './retry'
import { joinStored, uploadFile } from './uploadFile'
import { applyJob, followNext, settleCancelled } from './uploadProgress'
import { isBatch, notifyChanged, type Upload, type UploadGroup, uploadGroups, uploading } from './uploads'

const maxConcurrent = 3
const queue = new Set<Upload>()
let active = 0
let lastKey = 0

/** Uploads and analyses these; several become a batch. */
export function startUpload(selection: Pick<FileSelection, 'name' | 'files'>, recording = false): UploadGroup {
  const { files } = selection
  const group: UploadGroup = {
    key: ++lastKey,
    name: (files.length === 1 ? files[0]!.file.name : (selection.name ?? `${files.length} songs`)).slice(0, 200),
    uploads: [],
    recording,
    batchId: null,
    batchState: null,
  }
  for (const { file, path } of files) {
    group.uploads.push({
      group,
      file,
      path,
      state: 'waiting',
      sent: 0,
      waitingFor: null,
      error: null,
      job: null,
      track: null,
      abortController: null,
    })
  }
  uploadGroups.value = [group, ...uploadGroups.value]
  enqueue(group.uploads)
  return group
}

/** Sends again what failed or was cancelled. */
export function retry(uploads: Upload[]) {
  enqueue(uploads.filter((upload) => upload.state === 'failed' || upload.state === 'cancelled'))
}

/** Gives up files: those on their way, and those that are being analysed. */
export function cancel(upload: Upload) {
  const job = upload.state === 'analysing' ? upload.job : null
  markCancelled(upload)
  if (job)
    void send('DELETE', `jobs/${job.id}`).catch(() => {
      /* then it is analysed all the same */
    })
}

export function cancelAll(group: UploadGroup) {
  const batch = group.batchId
  // What is sent again later goes into a batch of its own: this one takes nothing any more.
  group.batchId = null
  const sent = group.uploads.filter((upload) => upload.state === 'analysing')
  for (const upload of group.uploads) if (!batch || upload.state !== 'analysing') cancel(upload)
  // Some of what was sent has ended without being looked at here.
  void batch
    ?.then((id) => send('DELETE', `batches/${id}`))
    .catch(() => {
      /* then the rest of it is analysed all the same */
    })
    .then(() => settleCancelled(sent))
}

function markCancelled(upload: Upload) {
  if (upload.state === 'done' || upload.state === 'failed') return
  queue.delete(upload)
  upload.state = 'cancelled'
  upload.abortController?.abort(new DOMException('cancelled', 'AbortError'))
  notifyChanged()
  followNext()
}

function enqueue(uploads: Upload[]) {
  for (const upload of uploads) {
    Object.assign(upload, { state: 'waiting', sent: 0, waitingFor: null, error: null, job: null } satisfies Partial<Upload>)
    queue.add(upload)
  }
  notifyChanged()
  startNext()
}

function startNext() {
  for (const upload of queue) {
    if (active >= maxConcurrent) return
    queue.delete(upload)
    active++
    void uploadOne(upload).finally(() => {
      active--
      startNext()
    })
  }
}

async function uploadOne(upload: Upload): Promise<void> {
  const controller = new AbortController()
  upload.abortController = controller
  upload.state = 'sending'
  notifyChanged()
  const note = (why: string | null) => {
    upload.waitingFor = why
    notifyChanged()
  }
  try {
    const job = await withRetry(controller.signal, note, () => submit(upload, controller.signal))
    if (!controller.signal.aborted) applyJob(upload, job)
  } catch (error) {
    if (!controller.signal.aborted) {
      upload.state = 'failed'
      upload.error = (error as Error).message
    }
  }
  if (upload.abortController === controller) upload.waitingFor = null
  notifyChanged()
  followNext()
}

async function submit(upload: Upload, stop: AbortSignal): Promise<Job> {
  const { group, file, path } = upload
  upload.sent = 0
  const batch = isBatch(group) ? await batchIdOf(group) : null
  const known = batch ? await joinStored(file, path, batch, stop) : null
  return (
    known ??
    uploadFile(file, path, batch, stop, (share) => {
      upload.sent = share
      notifyChanged()
    })
  )
}

function batchIdOf(group: UploadGroup): Promise<string> {
  group.batchId ??= send<Batch>('POST', 'batches', { name: group.name }).then(
    (batch) => batch.id,
    (error: Error) => {
      group.batchId = null
      throw error
    },
  )
  return group.batchId
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()
effect(() => {
  if (uploading.value) addEventListener('beforeunload', warn)
  else removeEventListener('beforeunload', warn)
})
