import { useState } from 'preact/hooks'
import { colorOf } from '../api/model'
import type { Timeline } from '../api/types'
import { formatPercent } from '../components/format'
import { mixOf, rankGenres } from './timeline'

const first = 7

/** The share of every genre in the whole track. */
export function GenreMix({ timeline }: { timeline: Timeline }) {
  const [all, setAll] = useState(false)
  const mix = mixOf(timeline)
  const order = rankGenres(mix)
  const most = mix[order[0]!] || 1
  return (
    <section class="card track-mix" aria-labelledby="mix-title">
      <h2 id="mix-title">The whole track</h2>
      <ol>
        {(all ? order : order.slice(0, first)).map((place) => {
          const genre = timeline.genres[place]!
          return (
            <li key={genre}>
              <span class="name cut">{genre}</span>
              <span class="bar" aria-hidden="true">
                <span style={{ width: `${Math.max(0.6, (mix[place]! / most) * 100)}%`, background: colorOf(genre) }} />
              </span>
              <span class="numbers share">{mix[place]! < 0.005 ? '< 1 %' : formatPercent(mix[place])}</span>
            </li>
          )
        })}
      </ol>
      {order.length > first && (
        <button type="button" class="plain small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${order.length} genres`}
        </button>
      )}
    </section>
  )
}
