import { effect } from '@preact/signals'
import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { Timeline } from '../api/types'
import { formatDuration } from '../components/format'
import { type Playable, play, playheadOf, seek, toggle } from './playhead'
import { valuesInWords } from './Readout'
import { durationOf, type TimeRange, windowAt } from './timeline'

interface Props {
  track: Playable
  timeline: Timeline
  range: TimeRange
  /** The window that the play head is in. */
  windowIndex: number
  /** The time pointed at; null when nothing is. */
  pointed: number | null
  onPoint: (seconds: number | null) => void
}

/**
 * What lies over the chart and the spectrogram: the play head, the place pointed at, and the hand of a person. Click or tap plays from there;
 * with the keyboard it is a slider that moves by a window.
 */
export function PlayheadSlider({ track, timeline, range, windowIndex, pointed, onPoint }: Props) {
  const area = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const down = useRef<number | null>(null)
  const { windows } = timeline
  const length = durationOf(timeline)
  const share = useCallback((seconds: number) => (seconds - range.from) / (range.to - range.from), [range])

  // Moved outside of rendering: sixty times a second while it plays.
  useEffect(
    () =>
      effect(() => {
        const place = share(playheadOf(track.id))
        if (!line.current) return
        line.current.style.left = `${place * 100}%`
        line.current.hidden = place < 0 || place > 1
      }),
    [track.id, share],
  )

  const timeAt = (event: PointerEvent) => {
    const { left, width } = area.current!.getBoundingClientRect()
    return range.from + Math.min(1, Math.max(0, (event.clientX - left) / width)) * (range.to - range.from)
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (step !== undefined) seek(track, windows[Math.min(windows.length - 1, Math.max(0, windowIndex + step))]!.start_s)
    else if (event.key === 'Home') seek(track, 0)
    else if (event.key === 'End') seek(track, windows.at(-1)!.start_s)
    else if (event.key === 'Enter' || event.key === ' ') toggle(track)
    else return
    onPoint(null)
    event.preventDefault()
  }

  const now = windows[windowIndex]!
  return (
    <div
      class="track-stage"
      ref={area}
      role="slider"
      tabIndex={0}
      aria-label="Play head"
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={Math.round(now.start_s)}
      aria-valuetext={`${formatDuration(now.start_s)} of ${formatDuration(length)}: ${valuesInWords(timeline, now)}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        down.current = event.clientX
        onPoint(timeAt(event))
      }}
      onPointerMove={(event) => onPoint(timeAt(event))}
      onPointerLeave={() => {
        down.current = null
        onPoint(null)
      }}
      onPointerCancel={() => {
        down.current = null
        onPoint(null)
      }}
      onPointerUp={(event) => {
        // A finger that was drawn along has looked, not tapped.
        if (down.current !== null && Math.abs(event.clientX - down.current) < 8) play(track, timeAt(event))
        down.current = null
      }}
    >
      {pointed !== null && <Pointed windows={windows} seconds={pointed} share={share} />}
      <div class="head" ref={line} />
    </div>
  )
}

function Pointed({ windows, seconds, share }: { windows: Timeline['windows']; seconds: number; share: (seconds: number) => number }) {
  const window = windows[windowAt(windows, seconds)]!
  const [from, to] = [Math.max(0, share(window.start_s)), Math.min(1, share(window.end_s))]
  return (
    <>
      <div class="pointed-window" style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
      <div class="pointed-line" style={{ left: `${share(seconds) * 100}%` }} />
    </>
  )
}
