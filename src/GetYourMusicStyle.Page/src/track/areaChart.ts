// The stacked areas, by ECharts; loaded when the first track is looked at.
import { LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { formatDuration } from '../components/format'
import { chartMargin } from './chartMargin'
import type { ChartPoint, TimeRange } from './timeline'

use([LineChart, GridComponent, CanvasRenderer])

/** One band of the chart: a genre, or several folded into one. */
export interface Band {
  name: string
  color: string
  genreIndices: number[]
  faint: boolean
}

export interface ChartStyle {
  text: string
  line: string
  edge: string
  font: string
}

export function openChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'canvas' })
}

export function drawChart(chart: EChartsType, bands: Band[], points: ChartPoint[], range: TimeRange, style: ChartStyle) {
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: style.line } } }
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: style.font },
      grid: { ...chartMargin, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: range.from,
        max: range.to,
        ...axis,
        splitLine: { show: false },
        axisLabel: {
          customValues: ticks(range, chart.getWidth()),
          color: style.text,
          formatter: (at: number) => formatDuration(Math.round(at)),
        },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 1,
        interval: 0.25,
        ...axis,
        axisLabel: { color: style.text, formatter: (p: number) => `${Math.round(p * 100)} %` },
      },
      series: bands.map((band) => ({
        name: band.name,
        type: 'line',
        stack: 'all',
        silent: true,
        symbol: 'none',
        connectNulls: false,
        lineStyle: { width: 1, color: style.edge, opacity: points.length > 120 ? 0 : 0.55 },
        areaStyle: { color: band.color, opacity: band.faint ? 0.12 : 0.92 },
        data: points.map(({ timeS, shares }) => [timeS, shares ? band.genreIndices.reduce((sum, place) => sum + shares[place]!, 0) : null]),
      })),
    },
    { notMerge: true },
  )
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 18000]

/** Round times, at least about 70 pixels apart and none so near the right end that it would be cut. */
function ticks({ from, to }: TimeRange, width: number): number[] {
  const apart = (to - from) / Math.max(2, width / 70)
  const step = steps.find((s) => s >= apart) ?? 36000
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.max(0, Math.floor((to - apart * 0.4 - first) / step) + 1) }, (_, n) => first + n * step)
}
