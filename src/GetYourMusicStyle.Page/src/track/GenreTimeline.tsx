import { useComputed } from '@preact/signals'
import type { EChartsType } from 'echarts/core'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { colorOf } from '../api/model'
import type { Timeline, TrackDetail } from '../api/types'
import { dark } from '../style/theme'
import type { Band } from './areaChart'
import { chartMargin } from './chartMargin'
import { ExportButtons } from './ExportButtons'
import { GenreLegend } from './GenreLegend'
import { PlayheadSlider } from './PlayheadSlider'
import { playheadOf } from './playhead'
import { Readout } from './Readout'
import { SpectrogramStrip } from './SpectrogramStrip'
import { TimelineChart } from './TimelineChart'
import { chartPoints, durationOf, prominentGenres, type TimeRange, windowAt } from './timeline'
import { WindowTable } from './WindowTable'
import { ZoomControls } from './ZoomControls'

const otherGenres = 'Others'
const zoomableS = 480

/** How the genres move through the track: the chart, the spectrogram under it, and the play head over both. */
export function GenreTimeline({ track, timeline }: { track: TrackDetail; timeline: Timeline }) {
  const length = durationOf(timeline)
  const [range, setRange] = useState<TimeRange>({ from: 0, to: length })
  const [pointed, setPointed] = useState<number | null>(null)
  const [highlighted, setHighlighted] = useState<string | null>(null)
  const [showAll, setShowAll] = useState(false)
  const chart = useRef<EChartsType | null>(null)
  const at = useComputed(() => windowAt(timeline.windows, playheadOf(track.id))).value

  const prominent = useMemo(() => prominentGenres(timeline), [timeline])
  const rest = useMemo(() => timeline.genres.map((_, place) => place).filter((place) => !prominent.includes(place)), [timeline, prominent])
  const bands = useMemo(
    () => bandsOf(timeline.genres, prominent, rest, showAll, highlighted),
    [timeline, prominent, rest, showAll, highlighted, dark.value],
  )
  const points = useMemo(() => chartPoints(timeline.windows, range), [timeline, range])

  // The part that is seen goes along with the play head.
  const shown = useRef(range)
  shown.current = range
  useEffect(() => {
    const { from: begin, to: end } = shown.current
    const seen = end - begin
    const now = playheadOf(track.id)
    if (seen < length && now > 0 && (now < begin || now >= end)) {
      const from = Math.min(length - seen, Math.max(0, now - seen * 0.05))
      setRange({ from, to: from + seen })
    }
  }, [at, track.id, length])

  const read = pointed === null ? at : windowAt(timeline.windows, pointed)
  return (
    <section class="card genre-timeline" aria-labelledby="timeline-title">
      <div class="row title">
        <h2 id="timeline-title" class="grow">
          Through the track
        </h2>
        <ExportButtons track={track} timeline={timeline} bands={bands} chart={() => chart.current} />
      </div>
      <Readout timeline={timeline} window={timeline.windows[read]!} pointed={pointed !== null} />
      <div class="timeline-plot" style={{ '--left': `${chartMargin.left}px`, '--right': `${chartMargin.right}px` }}>
        <TimelineChart bands={bands} points={points} range={range} chartRef={chart} />
        <SpectrogramStrip id={track.id} length={length} range={range} version={timeline.model_version} />
        <PlayheadSlider track={track} timeline={timeline} range={range} windowIndex={at} pointed={pointed} onPoint={setPointed} />
      </div>
      {length > zoomableS && (
        <ZoomControls range={range} length={length} least={Math.min(length, 120)} at={playheadOf(track.id)} onChange={setRange} />
      )}
      <GenreLegend
        bands={bands}
        highlighted={highlighted}
        onHighlight={setHighlighted}
        hiddenCount={showAll ? 0 : rest.length}
        onShowAll={setShowAll}
      />
      <WindowTable timeline={timeline} />
    </section>
  )
}

function bandsOf(genres: string[], prominent: number[], rest: number[], all: boolean, chosen: string | null): Band[] {
  const band = (name: string, color: string, genreIndices: number[]): Band => ({
    name,
    color,
    genreIndices,
    faint: chosen !== null && chosen !== name,
  })
  const shown = all ? [...prominent, ...rest] : prominent
  const bands = shown.map((place) => band(genres[place]!, colorOf(genres[place]), [place]))
  return all || rest.length === 0 ? bands : [...bands, band(otherGenres, dark.value ? '#4a4e5e' : '#d3d5df', rest)]
}
