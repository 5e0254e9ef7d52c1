// How far a batch is, in numbers and in words.
import type { Batch } from '../api/types'
import { count, many, timeLeft } from '../components/format'

export const left = (batch: Batch) => batch.counts.queued + batch.counts.featurizing + batch.counts.scoring

/** Whether something of it is still to be done. A cancelled batch gives up what it had left. */
export const active = (batch: Batch) => !batch.cancelled_at && left(batch) > 0

/** Whether the stream of its events has ended; the server ends it by the same rule. */
export const final = (batch: Batch) => batch.cancelled_at !== null || (left(batch) === 0 && (batch.total > 0 || batch.kind === 'rerun'))

/** Ended tracks, 0 to 1. */
export const share = (batch: Batch) => (batch.total ? (batch.total - left(batch)) / batch.total : 0)

export const nameOf = (batch: Batch) => batch.name || (batch.kind === 'rerun' ? 'Run again' : 'Upload')

/** 12 a minute */
export function pace(perSecond: number): string {
  if (perSecond <= 0) return '–'
  return perSecond >= 2 ? `${count(Math.round(perSecond))} a second` : `${count(Math.max(1, Math.round(perSecond * 60)))} a minute`
}

/** The state of a batch in one line. */
export function inWords(batch: Batch): string {
  const { done, failed, cancelled } = batch.counts
  if (batch.total === 0) {
    if (batch.cancelled_at) return 'Cancelled before it began.'
    return batch.kind === 'rerun' ? 'There was nothing to do.' : 'Waiting for its first track.'
  }
  if (active(batch)) {
    const time = batch.time_left_s === null ? '' : `, ${timeLeft(batch.time_left_s)} left`
    return `${count(batch.total - left(batch))} of ${many(batch.total, 'track')}${time}`
  }
  const rest = [failed && `${count(failed)} failed`, cancelled && `${count(cancelled)} cancelled`].filter(Boolean).join(', ')
  if (batch.cancelled_at)
    return `Cancelled: ${count(done)} of ${many(batch.total, 'track')} done${failed ? `, ${count(failed)} failed` : ''}.`
  return rest ? `${count(done)} of ${many(batch.total, 'track')} done, ${rest}.` : `All done: ${many(batch.total, 'track')}.`
}
