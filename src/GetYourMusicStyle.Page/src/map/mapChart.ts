// ECharts, as far as the map needs it; loaded when the map is opened.
import { ScatterChart } from 'echarts/charts'
import { DataZoomInsideComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import { colorOf } from '../api/model'
import type { TrackMap } from '../api/types'
import { axisRanges, clusterByGenre, type GenreCluster } from './genreClusters'

use([ScatterChart, GridComponent, DataZoomInsideComponent, LabelLayout, CanvasRenderer])

/** A track under the pointer, and where that is in the chart, in pixels. */
export interface PointHit {
  id: number
  genre: string
  x: number
  y: number
}

export interface MapStyle {
  text: string
  card: string
  hidden: ReadonlySet<string>
}

export class MapChart {
  private readonly chart
  private readonly clusters: GenreCluster[]
  private readonly resizeObserver: ResizeObserver

  constructor(
    readonly container: HTMLElement,
    readonly map: TrackMap,
    onOver: (hit: PointHit | null) => void,
    onTake: (hit: PointHit | null) => void,
    onDrawn: () => void,
  ) {
    this.chart = init(container, null, { renderer: 'canvas' })
    this.clusters = clusterByGenre(map)
    type Event = { seriesIndex?: number; data?: unknown; event?: { offsetX: number; offsetY: number } }
    const hit = (event: Event): PointHit | null => {
      const place = this.clusters[event.seriesIndex ?? -1]
      const point = event.data as [number, number, number] | undefined
      if (!place || !point) return null
      const [x, y] = this.chart.convertToPixel('grid', [point[0], point[1]]) as [number, number]
      return { id: point[2], genre: place.genre, x, y }
    }
    this.chart.on('mouseover', (event) => onOver(hit(event as Event)))
    this.chart.on('mouseout', () => onOver(null))
    this.chart.on('click', (event) => onTake(hit(event as Event)))
    this.chart.getZr().on('click', (event) => {
      if (!event.target) onTake(null)
    })
    this.chart.on('finished', onDrawn)
    this.chart.on('datazoom', () => {
      onOver(null)
      onTake(null)
    })
    this.resizeObserver = new ResizeObserver(() => {
      this.chart.resize()
      this.fit()
    })
    this.resizeObserver.observe(container)
  }

  /** Draws in these colours, without the genres that are hidden. */
  draw({ text, card, hidden }: MapStyle) {
    const size = this.map.ids.length > 20_000 ? 4 : this.map.ids.length > 3000 ? 6 : 10
    const axis = { type: 'value' as const, show: false }
    this.chart.setOption({
      animation: false,
      grid: { left: 0, right: 0, top: 0, bottom: 0 },
      xAxis: axis,
      yAxis: axis,
      dataZoom: [
        { type: 'inside', xAxisIndex: 0, filterMode: 'none', minSpan: 1 },
        { type: 'inside', yAxisIndex: 0, filterMode: 'none', minSpan: 1 },
      ],
      series: [
        ...this.clusters.map(({ genre, points }) => ({
          type: 'scatter' as const,
          name: genre,
          data: hidden.has(genre) ? [] : points,
          dimensions: ['x', 'y', 'id'],
          large: points.length > 2000,
          symbolSize: size,
          itemStyle: { color: colorOf(genre), opacity: 0.8 },
          emphasis: { itemStyle: { borderColor: text, borderWidth: 2, opacity: 1 } },
        })),
        {
          type: 'scatter' as const,
          silent: true,
          z: 5,
          symbolSize: 0.1,
          data: this.clusters
            .filter((p) => !hidden.has(p.genre) && p.points.length > this.map.ids.length / 200)
            .map((p) => ({ value: p.labelAt, name: p.genre })),
          label: {
            show: true,
            formatter: '{b}',
            position: 'inside' as const,
            color: text,
            fontSize: 13,
            fontWeight: 600,
            textBorderColor: card,
            textBorderWidth: 4,
          },
          labelLayout: { moveOverlap: 'shiftY' as const },
        },
      ],
    })
    this.fit()
  }

  /** All of it again, after zooming. */
  resetZoom() {
    for (const dataZoomIndex of [0, 1]) this.chart.dispatchAction({ type: 'dataZoom', dataZoomIndex, start: 0, end: 100 })
  }

  dispose() {
    this.resizeObserver.disconnect()
    this.chart.dispose()
  }

  private fit() {
    const { clientWidth: width, clientHeight: height } = this.container
    if (!width || !height) return
    const { x, y } = axisRanges(this.map, width, height)
    this.chart.setOption({ xAxis: { min: x[0], max: x[1] }, yAxis: { min: y[0], max: y[1] } })
  }
}
