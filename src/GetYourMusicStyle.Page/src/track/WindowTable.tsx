import { useState } from 'preact/hooks'
import type { Timeline } from '../api/types'
import { formatDuration, formatPercent } from '../components/format'
import { meanProbabilities, mixOf, rankGenres } from './timeline'

const mostRows = 300

/** The same figures as text, for those who read rather than look. Long tracks in steps of several windows. */
export function WindowTable({ timeline }: { timeline: Timeline }) {
  const [open, setOpen] = useState(false)
  const step = Math.ceil(timeline.windows.length / mostRows)
  return (
    <details class="track-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Data as a table</summary>
      {open && <Rows timeline={timeline} step={step} />}
    </details>
  )
}

function Rows({ timeline, step }: { timeline: Timeline; step: number }) {
  const order = rankGenres(mixOf(timeline))
  const rows = Array.from({ length: Math.ceil(timeline.windows.length / step) }, (_, n) => timeline.windows.slice(n * step, (n + 1) * step))
  return (
    <div class="sideways" role="region" aria-label="Genres of every window" tabIndex={0}>
      <table class="numbers">
        <caption class="sr">{step > 1 ? `Genres over time, means of ${step} windows` : 'Genres of every window'}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {order.map((place) => (
              <th scope="col" key={place}>
                {timeline.genres[place]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((group) => {
            const shares = meanProbabilities(group)
            return (
              <tr key={group[0]!.start_s}>
                <th scope="row">
                  {formatDuration(group[0]!.start_s)} – {formatDuration(group.at(-1)!.end_s)}
                </th>
                {shares ? (
                  order.map((place) => <td key={place}>{formatPercent(shares[place])}</td>)
                ) : (
                  <td colSpan={order.length} class="quiet">
                    silent
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
