// A timeline as the track view reads it: windows by time, genres by weight, and fewer points where there are more than pixels.
import type { Timeline, TimelineWindow } from '../api/types'

/** A part of the track, in seconds. */
export interface TimeRange {
  from: number
  to: number
}

/** A point of the chart: the mean of some windows, null where they are silent. */
export interface ChartPoint {
  timeS: number
  shares: number[] | null
}

export const durationOf = (timeline: Timeline) => timeline.duration_s ?? timeline.windows.at(-1)?.end_s ?? 1

/** The number of the window that belongs to a time: the last that has begun. */
export function windowAt(windows: TimelineWindow[], seconds: number): number {
  let low = 0
  let high = windows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (windows[middle]!.start_s <= seconds) low = middle
    else high = middle - 1
  }
  return low
}

/** Places in the genre vector, the likeliest first. */
export const rankGenres = (shares: number[]) => shares.map((_, place) => place).sort((a, b) => shares[b]! - shares[a]!)

/** The mix of the whole track in the order of the timeline's genres. */
export const mixOf = (timeline: Timeline) => timeline.genres.map((genre) => timeline.probabilities?.[genre] ?? 0)

/** The genres that tell the story of this track, the largest first: those with a share of it, or a moment of their own. */
export function prominentGenres(timeline: Timeline, most = 7): number[] {
  const mix = mixOf(timeline)
  const peaks = timeline.genres.map(() => 0)
  for (const { probabilities } of timeline.windows)
    probabilities?.forEach((p, place) => {
      if (p > peaks[place]!) peaks[place] = p
    })
  return rankGenres(mix.map((share, place) => share + peaks[place]! / 2))
    .filter((place) => mix[place]! >= 0.04 || peaks[place]! >= 0.2)
    .slice(0, most)
    .sort((a, b) => mix[b]! - mix[a]!)
}

/**
 * The points of a chart of some part: the middle of every window, level to the ends of what sounds, and a hole where it is silent. Where more than
 * `most` windows are seen, each point is the mean of several.
 */
export function chartPoints(windows: TimelineWindow[], range: TimeRange, most = 400): ChartPoint[] {
  const first = Math.max(0, windowAt(windows, range.from) - 1)
  const last = Math.min(windows.length - 1, windowAt(windows, range.to) + 1)
  const step = Math.max(1, Math.ceil((last - first + 1) / most))
  const points: ChartPoint[] = []
  let sounding = false
  // Groups begin at multiples of the step, so that the picture does not swim while it is moved.
  for (let n = first - (first % step); n <= last; n += step) {
    const group = windows.slice(n, n + step)
    const from = group[0]!.start_s
    const to = group.at(-1)!.end_s
    const shares = meanProbabilities(group)
    if (shares) {
      if (!sounding) points.push({ timeS: from, shares })
      points.push({ timeS: (from + to) / 2, shares })
    } else if (sounding) {
      points.push({ timeS: from, shares: points.at(-1)!.shares })
    }
    if (!shares) points.push({ timeS: (from + to) / 2, shares: null })
    sounding = shares !== null
    if (sounding && n + step > last) points.push({ timeS: to, shares })
  }
  return points
}

/** The mean over the windows that sound; null if none does. */
export function meanProbabilities(windows: TimelineWindow[]): number[] | null {
  const sounding = windows.filter((window) => window.probabilities)
  if (sounding.length === 0) return null
  if (sounding.length === 1) return sounding[0]!.probabilities
  return sounding[0]!.probabilities!.map(
    (_, place) => sounding.reduce((sum, window) => sum + window.probabilities![place]!, 0) / sounding.length,
  )
}
