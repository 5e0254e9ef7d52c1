import { Maximize } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { genres } from '../api/model'
import type { TrackMap } from '../api/types'
import { formatCount } from '../components/format'
import { dark, styleColor } from '../style/theme'
import type { MapChart, PointHit } from './mapChart'
import { PointCard } from './PointCard'

/** The points on canvas; the card is HTML, so that it can be reached and read. */
export function MapCanvas({ map, hidden }: { map: TrackMap; hidden: ReadonlySet<string> }) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<MapChart>()
  const [drawn, setDrawn] = useState(false)
  const [over, setOver] = useState<PointHit | null>(null)
  const [taken, setTaken] = useState<PointHit | null>(null)
  const colors = genres.value // drawn again when they come

  useEffect(() => {
    let made: MapChart | undefined
    let gone = false
    void import('./mapChart').then(({ MapChart }) => {
      if (gone || !box.current) return
      made = new MapChart(box.current, map, setOver, setTaken, () => setDrawn(true))
      setChart(made)
    })
    return () => {
      gone = true
      made?.dispose()
      setChart(undefined)
      setDrawn(false)
      setOver(null)
      setTaken(null)
    }
  }, [map])
  useEffect(() => {
    chart?.draw({ text: styleColor('--text'), card: styleColor('--pico-card-background-color'), hidden })
  }, [chart, hidden, dark.value, colors])
  useEffect(() => setTaken(null), [hidden])
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setTaken(null)
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [])

  const shown = taken ?? over
  return (
    <div class="map-picture" data-ready={drawn ? 'true' : undefined}>
      <div
        class="map-box"
        ref={box}
        role="img"
        aria-label={`Map of ${formatCount(map.ids.length)} tracks by genre; the list of genres says the same in words.`}
      />
      {shown && <PointCard hit={shown} taken={!!taken} width={box.current?.clientWidth ?? 0} />}
      <button
        type="button"
        class="icon plain map-whole"
        aria-label="Show the whole map"
        title="Show the whole map"
        onClick={() => chart?.resetZoom()}
      >
        <Maximize aria-hidden="true" size={18} />
      </button>
    </div>
  )
}
