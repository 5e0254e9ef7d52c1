import { colorOf } from '../api/model'
import { formatPlural } from '../components/format'
import { titleOf } from '../player/player'
import type { ListedTrack } from './usePlaylistEdits'

/** How the genres flow through the list: a strip, each track as wide as it is long. */
export function GenreStrip({ rows }: { rows: ListedTrack[] }) {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.genre ?? 'No genre', (counts.get(row.genre ?? 'No genre') ?? 0) + 1)
  const words = [...counts].sort((a, b) => b[1] - a[1])
  return (
    <div class="flow">
      <div
        class="flow-strip"
        role="img"
        aria-label={`From start to end: ${words.map(([genre, n]) => `${formatPlural(n, 'track')} of ${genre}`).join(', ')}`}
      >
        {rows.map((row) => (
          <span
            key={row.id}
            style={{ flexGrow: Math.max(20, row.duration_s ?? 180), background: colorOf(row.genre) }}
            title={`${titleOf(row)}: ${row.genre ?? 'no genre'}`}
          />
        ))}
      </div>
      <ul class="flow-legend numbers">
        {words.slice(0, 6).map(([genre, n]) => (
          <li key={genre}>
            <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" />
            {genre} <span class="quiet">{n}</span>
          </li>
        ))}
        {words.length > 6 && <li class="quiet">and {formatPlural(words.length - 6, 'more genre')}</li>}
      </ul>
    </div>
  )
}
