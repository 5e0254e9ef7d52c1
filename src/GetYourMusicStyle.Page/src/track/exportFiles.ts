// Files made in the page, for the person to keep.
import type { Timeline, Track } from '../api/types'
import { titleOf } from '../player/player'

/** A name that every file system takes. */
export function fileName(track: Track, what: string): string {
  const name = [track.artist, titleOf(track).replace(/\.[a-z0-9]{2,4}$/i, '')].filter(Boolean).join(' - ')
  return `${
    name
      .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[. ]+/, '')
      .slice(0, 120)
      .trim() || `track ${track.id}`
  } - ${what}`
}

export function downloadBlob(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A row a window: start, end, silent, a column a genre. */
export function timelineCsv({ genres, windows }: Timeline): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = windows.map(({ start_s, end_s, silent, probabilities }) =>
    [start_s, end_s, silent, ...(probabilities ?? genres.map(() => ''))].join(','),
  )
  return [['start_s', 'end_s', 'silent', ...genres.map(quoted)].join(','), ...rows, ''].join('\r\n')
}
