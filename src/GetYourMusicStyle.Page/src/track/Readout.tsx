import { colorOf } from '../api/model'
import type { Timeline, TimelineWindow } from '../api/types'
import { formatDuration, formatPercent } from '../components/format'
import { rankGenres } from './timeline'

/** The genres of one window: the likeliest, as many as say something. */
function likeliest(timeline: Timeline, window: TimelineWindow) {
  const { probabilities } = window
  if (!probabilities) return []
  return rankGenres(probabilities)
    .slice(0, 4)
    .filter((place, rank) => rank === 0 || probabilities[place]! >= 0.05)
    .map((place) => ({ name: timeline.genres[place]!, share: probabilities[place]! }))
}

export const valuesInWords = (timeline: Timeline, window: TimelineWindow) =>
  window.silent
    ? 'silent'
    : likeliest(timeline, window)
        .map(({ name, share }) => `${name} ${formatPercent(share)}`)
        .join(', ')

/** What a window holds, in figures: the one pointed at, else the one of the play head. */
export function Readout({ timeline, window, pointed }: { timeline: Timeline; window: TimelineWindow; pointed: boolean }) {
  return (
    <p class="readout numbers" data-pointed={pointed}>
      <strong>
        {formatDuration(window.start_s)} – {formatDuration(window.end_s)}
      </strong>
      {window.silent ? (
        <span class="quiet">silent</span>
      ) : (
        likeliest(timeline, window).map(({ name, share }) => (
          <span class="genre-mark" key={name}>
            <span class="dot" style={{ background: colorOf(name) }} aria-hidden="true" />
            {name} {formatPercent(share)}
          </span>
        ))
      )}
    </p>
  )
}
