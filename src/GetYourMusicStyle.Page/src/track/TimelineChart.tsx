import type { EChartsType } from 'echarts/core'
import { type MutableRef, useEffect, useRef, useState } from 'preact/hooks'
import { dark, styleColor } from '../style/theme'
import type { Band } from './areaChart'
import type { ChartPoint, TimeRange } from './timeline'

type Drawing = typeof import('./areaChart')

/** The genres over time as stacked areas. Only a picture: what is pointed at, played and read aloud lies over it. */
export function TimelineChart({
  bands,
  points,
  range,
  chartRef,
}: {
  bands: Band[]
  points: ChartPoint[]
  range: TimeRange
  /** Where the chart is to be found once it is there. */
  chartRef: MutableRef<EChartsType | null>
}) {
  const element = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<{ chart: EChartsType; draw: Drawing['drawChart'] } | null>(null)
  const [width, setWidth] = useState(0)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let chart: EChartsType | undefined
    let gone = false
    import('./areaChart').then(
      (library) => {
        if (gone) return
        chart = library.openChart(element.current!)
        chartRef.current = chart
        setDrawing({ chart, draw: library.drawChart })
      },
      () => setFailed(true),
    )
    const sizes = new ResizeObserver(([entry]) => {
      chart?.resize()
      setWidth(entry!.contentRect.width)
    })
    sizes.observe(element.current!)
    return () => {
      gone = true
      sizes.disconnect()
      chart?.dispose()
    }
  }, [chartRef])

  useEffect(() => {
    drawing?.draw(drawing.chart, bands, points, range, {
      text: styleColor('--pico-muted-color'),
      line: styleColor('--pico-muted-border-color'),
      edge: styleColor('--pico-card-background-color'),
      font: getComputedStyle(document.body).fontFamily,
    })
  }, [drawing, bands, points, range, width, dark.value])

  return (
    <div class="areas" aria-hidden="true">
      <div class="canvas" ref={element} />
      {failed && <p class="quiet">The picture could not be loaded; the table below has the same figures. Reload the page to try again.</p>}
    </div>
  )
}
