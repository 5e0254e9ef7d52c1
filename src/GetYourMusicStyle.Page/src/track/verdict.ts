// What is thought of a track, in words.
import type { Track } from '../api/types'
import { confidenceInWords, formatPercent, isHardlyMusic } from '../components/format'

/** The genres that it may be, the likeliest first. */
export function candidates(track: Track): string[] {
  const shares = Object.entries(track.probabilities ?? {})
    .sort((a, b) => b[1] - a[1])
    .map(([genre]) => genre)
  return [...new Set([track.genre!, ...shares])].slice(0, 2)
}

export const isAnalysed = (track: Track) => track.model_version !== null

/** "very likely Jazz (82 %)", or what else there is to say. */
export function verdictInWords(track: Track): string {
  if (!isAnalysed(track)) return 'not analysed yet'
  if (track.genre === null) return 'silent throughout'
  if (isHardlyMusic(track)) return `not music? perhaps ${candidates(track).join(' or ')}`
  if (track.uncertain) return `not sure: perhaps ${candidates(track).join(' or ')}`
  return `${confidenceInWords(track)} ${track.genre} (${formatPercent(track.confidence)})`
}
