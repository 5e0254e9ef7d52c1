// What is being uploaded and analysed. It outlives the view: one can look around the page and come back.
import { computed, signal } from '@preact/signals'
import type { Batch, Job, Track } from '../api/types'

type UploadState = 'waiting' | 'sending' | 'analysing' | 'done' | 'failed' | 'cancelled'

export interface Upload {
  readonly delivery: Delivery
  readonly file: File
  readonly path: string
  state: UploadState
  /** How much of the file was sent, 0 to 1. */
  sent: number
  /** What it waits for, if something is in its way. */
  note: string | null
  error: string | null
  job: Job | null
  track: Track | null
  stop: AbortController | null
}

/** What was brought together: one file, or a batch. */
export interface Delivery {
  readonly key: number
  readonly name: string
  readonly uploads: Upload[]
  /** Recorded here, so that nobody else has it. */
  readonly recording: boolean
  /** The batch it goes into, once it is made; null for a single file. */
  batch: Promise<string> | null
  /** What the server last said of the batch. */
  progress: Batch | null
}

/** Newest first. */
export const deliveries = signal<Delivery[]>([])

/** What cannot be seen in the list: what was passed over, for instance. */
export const remark = signal<string | null>(null)

/** How many files were found so far in what was dropped; null when nothing is being looked through. */
export const looking = signal<number | null>(null)

/**
 * Changes, a few times a second at most, when anything in `deliveries` has: thousands of files are no thousands of signals. A component that
 * shows what may change reads it.
 */
export const turn = signal(0)

let pending = false

export function changed() {
  if (pending) return
  pending = true
  setTimeout(() => {
    pending = false
    turn.value++
  }, 100)
}

export type Tally = Record<UploadState, number>

export function tally(delivery: Delivery): Tally {
  const counts: Tally = { waiting: 0, sending: 0, analysing: 0, done: 0, failed: 0, cancelled: 0 }
  for (const upload of delivery.uploads) counts[upload.state]++
  return counts
}

const isLeft = (upload: Upload) => upload.state === 'waiting' || upload.state === 'sending'

/** Whether files of this page have not reached the server yet: leaving now would lose them. */
export const uploading = computed(() => turn.value >= 0 && deliveries.value.some((delivery) => delivery.uploads.some(isLeft)))

export const unsent = (delivery: Delivery) => delivery.uploads.some(isLeft)

export const finished = (delivery: Delivery) => delivery.uploads.every((upload) => !isLeft(upload) && upload.state !== 'analysing')

export const several = (delivery: Delivery) => delivery.uploads.length > 1

/** Takes what has ended off the list; it stays in the library. */
export function clearFinished() {
  deliveries.value = deliveries.value.filter((delivery) => !finished(delivery))
}
