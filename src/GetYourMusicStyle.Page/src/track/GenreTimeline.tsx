import { useComputed } from '@preact/signals'
import type { EChartsType } from 'echarts/core'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { colorOf } from '../api/model'
import type { Timeline, TrackDetail } from '../api/types'
import { dark } from '../style/theme'
import type { Band } from './areaChart'
import { margin } from './chartMargin'
import { Exports } from './ExportButtons'
import { Legend } from './GenreLegend'
import { Stage } from './PlayheadSlider'
import { headOf } from './playhead'
import { Readout } from './Readout'
import { Strip } from './SpectrogramStrip'
import { Chart } from './TimelineChart'
import { lengthOf, pointsOf, type Span, tellingGenres, windowAt } from './timeline'
import { WindowTable } from './WindowTable'
import { Zoom } from './ZoomControls'

const others = 'Others'
const longS = 480

/** How the genres move through the track: the chart, the spectrogram under it, and the play head over both. */
export function Moving({ track, timeline }: { track: TrackDetail; timeline: Timeline }) {
  const length = lengthOf(timeline)
  const [part, setPart] = useState<Span>({ from: 0, to: length })
  const [pointed, setPointed] = useState<number | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const chart = useRef<EChartsType | null>(null)
  const at = useComputed(() => windowAt(timeline.windows, headOf(track.id))).value

  const telling = useMemo(() => tellingGenres(timeline), [timeline])
  const rest = useMemo(() => timeline.genres.map((_, place) => place).filter((place) => !telling.includes(place)), [timeline, telling])
  const bands = useMemo(() => bandsOf(timeline.genres, telling, rest, all, chosen), [timeline, telling, rest, all, chosen, dark.value])
  const points = useMemo(() => pointsOf(timeline.windows, part), [timeline, part])

  // The part that is seen goes along with the play head.
  const shown = useRef(part)
  shown.current = part
  useEffect(() => {
    const { from: begin, to: end } = shown.current
    const seen = end - begin
    const now = headOf(track.id)
    if (seen < length && now > 0 && (now < begin || now >= end)) {
      const from = Math.min(length - seen, Math.max(0, now - seen * 0.05))
      setPart({ from, to: from + seen })
    }
  }, [at, track.id, length])

  const read = pointed === null ? at : windowAt(timeline.windows, pointed)
  return (
    <section class="card moving" aria-labelledby="moving-title">
      <div class="row title">
        <h2 id="moving-title" class="grow">
          Through the track
        </h2>
        <Exports track={track} timeline={timeline} bands={bands} chart={() => chart.current} />
      </div>
      <Readout timeline={timeline} window={timeline.windows[read]!} pointed={pointed !== null} />
      <div class="track-picture" style={{ '--left': `${margin.left}px`, '--right': `${margin.right}px` }}>
        <Chart bands={bands} points={points} part={part} made={chart} />
        <Strip id={track.id} length={length} part={part} version={timeline.model_version} />
        <Stage track={track} timeline={timeline} part={part} at={at} pointed={pointed} point={setPointed} />
      </div>
      {length > longS && <Zoom part={part} length={length} least={Math.min(length, 120)} at={headOf(track.id)} show={setPart} />}
      <Legend bands={bands} chosen={chosen} choose={setChosen} folded={all ? 0 : rest.length} unfold={setAll} />
      <WindowTable timeline={timeline} />
    </section>
  )
}

function bandsOf(genres: string[], telling: number[], rest: number[], all: boolean, chosen: string | null): Band[] {
  const band = (name: string, color: string, places: number[]): Band => ({ name, color, places, faint: chosen !== null && chosen !== name })
  const shown = all ? [...telling, ...rest] : telling
  const bands = shown.map((place) => band(genres[place]!, colorOf(genres[place]), [place]))
  return all || rest.length === 0 ? bands : [...bands, band(others, dark.value ? '#4a4e5e' : '#d3d5df', rest)]
}
