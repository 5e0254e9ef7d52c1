// How far a batch is, in numbers and in words.
import type { Batch } from '../api/types'
import { formatCount, formatPlural, formatTimeLeft } from '../components/format'

export const remaining = (batch: Batch) => batch.counts.queued + batch.counts.featurizing + batch.counts.scoring

/** Whether something of it is still to be done. A cancelled batch gives up what it had left. */
export const isActive = (batch: Batch) => !batch.cancelled_at && remaining(batch) > 0

/** Whether the stream of its events has ended; the server ends it by the same rule. */
export const isFinal = (batch: Batch) =>
  batch.cancelled_at !== null || (remaining(batch) === 0 && (batch.total > 0 || batch.kind === 'rerun'))

/** Ended tracks, 0 to 1. */
export const doneShare = (batch: Batch) => (batch.total ? (batch.total - remaining(batch)) / batch.total : 0)

export const batchName = (batch: Batch) => batch.name || (batch.kind === 'rerun' ? 'Run again' : 'Upload')

/** 12 a minute */
export function formatRate(perSecond: number): string {
  if (perSecond <= 0) return '–'
  return perSecond >= 2
    ? `${formatCount(Math.round(perSecond))} a second`
    : `${formatCount(Math.max(1, Math.round(perSecond * 60)))} a minute`
}

/** The state of a batch in one line. */
export function progressText(batch: Batch): string {
  const { done, failed, cancelled } = batch.counts
  if (batch.total === 0) {
    if (batch.cancelled_at) return 'Cancelled before it began.'
    return batch.kind === 'rerun' ? 'There was nothing to do.' : 'Waiting for its first track.'
  }
  if (isActive(batch)) {
    const time = batch.time_left_s === null ? '' : `, ${formatTimeLeft(batch.time_left_s)} left`
    return `${formatCount(batch.total - remaining(batch))} of ${formatPlural(batch.total, 'track')}${time}`
  }
  const rest = [failed && `${formatCount(failed)} failed`, cancelled && `${formatCount(cancelled)} cancelled`].filter(Boolean).join(', ')
  if (batch.cancelled_at)
    return `Cancelled: ${formatCount(done)} of ${formatPlural(batch.total, 'track')} done${failed ? `, ${formatCount(failed)} failed` : ''}.`
  return rest
    ? `${formatCount(done)} of ${formatPlural(batch.total, 'track')} done, ${rest}.`
    : `All done: ${formatPlural(batch.total, 'track')}.`
}
