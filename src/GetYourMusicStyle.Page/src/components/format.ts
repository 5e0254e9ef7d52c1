// Numbers in words people read.
import type { Track } from '../api/types'

/** 3:07, or 1:02:45. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return '–'
  const s = Math.max(0, Math.floor(seconds))
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`
}

export const formatPercent = (p: number | null | undefined) => (p == null ? '–' : `${Math.round(p * 100)} %`)

export const formatCount = (n: number) => n.toLocaleString('en')

export function formatPlural(n: number, one: string, several = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : several}`
}

/** about 5 minutes */
export function formatTimeLeft(seconds: number | null): string {
  if (seconds == null) return ''
  if (seconds < 60) return 'less than a minute'
  if (seconds < 5400) return `about ${formatPlural(Math.round(seconds / 60), 'minute')}`
  return `about ${formatPlural(Math.round(seconds / 3600), 'hour')}`
}

type Verdict = Pick<Track, 'genre' | 'confidence' | 'uncertain' | 'music'>

/** Whether the models are not sure because this hardly sounds like music. */
export const isHardlyMusic = ({ genre, uncertain, music }: Verdict) => genre !== null && !!uncertain && (music ?? 1) < 0.5

/** What a confidence means. The words follow the calibrated probability that the verdict is right. */
export function confidenceInWords(verdict: Verdict): string {
  const { genre, confidence, uncertain } = verdict
  if (genre === null) return confidence === null ? 'not analysed yet' : 'silent throughout'
  if (isHardlyMusic(verdict)) return 'not music?'
  if (uncertain || confidence === null) return 'not sure'
  if (confidence >= 0.9) return 'almost certainly'
  if (confidence >= 0.7) return 'very likely'
  if (confidence >= 0.5) return 'probably'
  return 'perhaps'
}

export function formatBytes(n: number): string {
  if (n < 1e6) return `${Math.max(1, Math.round(n / 1e3))} kB`
  if (n < 1e9) return `${(n / 1e6).toFixed(1)} MB`
  return `${(n / 1e9).toFixed(1)} GB`
}

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

export const formatDateTime = (iso: string) => dateTime.format(new Date(iso))

const dateAlone = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** 23 Nov 2026, as the browser writes it. */
export const formatDate = (iso: string) => dateAlone.format(new Date(iso))
