import { Maximize, ZoomIn, ZoomOut } from 'lucide-preact'
import { formatDuration } from '../components/format'
import type { TimeRange } from './timeline'

/** Which part of a long track is seen: nearer, farther, all, and along. */
export function ZoomControls({
  range,
  length,
  least,
  at,
  onChange,
}: {
  range: TimeRange
  length: number
  least: number
  at: number
  onChange: (part: TimeRange) => void
}) {
  const seen = range.to - range.from
  const whole = seen >= length
  function nearer(times: number) {
    const next = Math.min(length, Math.max(least, seen * times))
    const middle = at >= range.from && at <= range.to ? at : (range.from + range.to) / 2
    const from = Math.min(length - next, Math.max(0, middle - next / 2))
    onChange({ from, to: from + next })
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
        onClick={() => onChange({ from: 0, to: length })}
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
          value={range.from}
          aria-valuetext={`${formatDuration(range.from)} to ${formatDuration(range.to)}`}
          onInput={(event) => {
            const from = Number(event.currentTarget.value)
            onChange({ from, to: from + seen })
          }}
        />
      )}
    </div>
  )
}
