import { Maximize, ZoomIn, ZoomOut } from 'lucide-preact'
import { formatDuration } from '../components/format'
import type { TimeRange } from './timeline'

/** Which part of a long track is seen: nearer, farther, all, and along. */
export function ZoomControls({
  part,
  length,
  least,
  at,
  show,
}: {
  part: TimeRange
  length: number
  least: number
  at: number
  show: (part: TimeRange) => void
}) {
  const seen = part.to - part.from
  const whole = seen >= length
  function nearer(times: number) {
    const next = Math.min(length, Math.max(least, seen * times))
    const middle = at >= part.from && at <= part.to ? at : (part.from + part.to) / 2
    const from = Math.min(length - next, Math.max(0, middle - next / 2))
    show({ from, to: from + next })
  }
  return (
    <div class="track-zoom">
      <button type="button" class="plain icon" aria-label="Show a shorter part" disabled={seen <= least} onClick={() => nearer(1 / 3)}>
        <ZoomIn aria-hidden="true" size={18} />
      </button>
      <button type="button" class="plain icon" aria-label="Show a longer part" disabled={whole} onClick={() => nearer(3)}>
        <ZoomOut aria-hidden="true" size={18} />
      </button>
      <button
        type="button"
        class="plain icon"
        aria-label="Show the whole track"
        disabled={whole}
        onClick={() => show({ from: 0, to: length })}
      >
        <Maximize aria-hidden="true" size={18} />
      </button>
      {!whole && (
        <input
          type="range"
          aria-label="Where the part begins"
          min={0}
          max={length - seen}
          step={seen / 20}
          value={part.from}
          aria-valuetext={`${formatDuration(part.from)} to ${formatDuration(part.to)}`}
          onInput={(event) => {
            const from = Number(event.currentTarget.value)
            show({ from, to: from + seen })
          }}
        />
      )}
    </div>
  )
}
