// What is being uploaded and analysed. It outlives the view: one can look around the page and come back.
import { computed, signal } from '@preact/signals'
import type { Batch, Job, Track } from '../api/types'

type UploadState = 'waiting' | 'sending' | 'analysing' | 'done' | 'failed' | 'cancelled'

export interface Upload {
  readonly group: UploadGroup
  readonly file: File
  readonly path: string
  state: UploadState
  /** How much of the file was sent, 0 to 1. */
  sent: number
  /** What it waits for, if something is in its way. */
  waitingFor: string | null
  error: string | null
  job: Job | null
  track: Track | null
  abortController: AbortController | null
}

/** What was brought together: one file, or a batch. */
export interface UploadGroup {
  readonly key: number
  readonly name: string
  readonly uploads: Upload[]
  /** Recorded here, so that nobody else has it. */
  readonly recording: boolean
  /** The batch it goes into, once it is made; null for a single file. */
  batchId: Promise<string> | null
  /** What the server last said of the batch. */
  batchState: Batch | null
}

/** Newest first. */
export const uploadGroups = signal<UploadGroup[]>([])

/** What cannot be seen in the list: what was passed over, for instance. */
export const notice = signal<string | null>(null)

/** How many files were found so far in what was dropped; null when nothing is being looked through. */
export const scannedFiles = signal<number | null>(null)

/**
 * Changes, a few times a second at most, when anything in `uploadGroups` has: thousands of files are no thousands of signals. A component that
 * shows what may change reads it.
 */
export const revision = signal(0)

let pending = false

export function notifyChanged() {
  if (pending) return
  pending = true
  setTimeout(() => {
    pending = false
    revision.value++
  }, 100)
}

export type StateCounts = Record<UploadState, number>

export function countByState(group: UploadGroup): StateCounts {
  const counts: StateCounts = { waiting: 0, sending: 0, analysing: 0, done: 0, failed: 0, cancelled: 0 }
  for (const upload of group.uploads) counts[upload.state]++
  return counts
}

const isUnsent = (upload: Upload) => upload.state === 'waiting' || upload.state === 'sending'

/** Whether files of this page have not reached the server yet: leaving now would lose them. */
export const uploading = computed(() => revision.value >= 0 && uploadGroups.value.some((group) => group.uploads.some(isUnsent)))

export const hasUnsent = (group: UploadGroup) => group.uploads.some(isUnsent)

export const isFinished = (group: UploadGroup) => group.uploads.every((upload) => !isUnsent(upload) && upload.state !== 'analysing')

export const isBatch = (group: UploadGroup) => group.uploads.length > 1

/** Takes what has ended off the list; it stays in the library. */
export function clearFinished() {
  uploadGroups.value = uploadGroups.value.filter((group) => !isFinished(group))
}
