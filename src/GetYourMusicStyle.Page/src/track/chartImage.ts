// The chart as it is seen, with its title, its spectrogram and its legend, as one PNG.
import type { EChartsType } from 'echarts/core'
import type { Track } from '../api/types'
import { formatDuration } from '../components/format'
import { titleOf } from '../player/player'
import { styleColor } from '../style/theme'
import type { Band } from './areaChart'
import { chartMargin } from './chartMargin'
import { verdictInWords } from './verdict'

const scale = 2
const pad = 24
const top = 84
const stripHeight = 100
const legendRow = 26

/** Draws it at twice the size it has on the screen. */
export async function renderChartImage(track: Track, bands: Band[], chart: EChartsType, strip: HTMLImageElement | null): Promise<Blob> {
  const [width, height] = [chart.getWidth(), chart.getHeight()]
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')!
  const font = getComputedStyle(document.body).fontFamily
  pen.font = `15px ${font}`
  const rows = layOutLegend(pen, bands, width)
  const seen = strip?.complete && strip.naturalWidth > 0 ? strip : null
  canvas.width = scale * (width + 2 * pad)
  canvas.height = scale * (top + height + (seen ? stripHeight + 8 : 0) + rows.length * legendRow + 2 * pad)
  pen.scale(scale, scale)
  pen.fillStyle = styleColor('--pico-card-background-color')
  pen.fillRect(0, 0, canvas.width, canvas.height)

  pen.fillStyle = styleColor('--text')
  pen.font = `bold 22px ${font}`
  pen.fillText(titleOf(track), pad, pad + 22, width)
  pen.font = `15px ${font}`
  pen.fillStyle = styleColor('--pico-muted-color')
  pen.fillText([track.artist, verdictInWords(track), formatDuration(track.duration_s)].filter(Boolean).join('  ·  '), pad, pad + 48, width)
  pen.drawImage(chart.renderToCanvas({ pixelRatio: scale }), pad, top, width, height)

  let y = top + height + 8
  if (seen) {
    pen.save()
    pen.beginPath()
    pen.rect(pad + chartMargin.left, y, width - chartMargin.left - chartMargin.right, stripHeight)
    pen.clip()
    const [all, room] = [seen.getBoundingClientRect(), seen.parentElement!.getBoundingClientRect()]
    pen.drawImage(seen, pad + chartMargin.left + all.left - room.left, y, all.width, stripHeight)
    pen.restore()
    y += stripHeight
  }
  pen.font = `15px ${font}`
  for (const row of rows) {
    y += legendRow
    for (const { band, x } of row) {
      pen.fillStyle = band.color
      pen.fillRect(pad + x, y - 12, 13, 13)
      pen.fillStyle = styleColor('--text')
      pen.fillText(band.name, pad + x + 19, y)
    }
  }
  return await new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The picture could not be made.'))), 'image/png'),
  )
}

function layOutLegend(pen: CanvasRenderingContext2D, bands: Band[], width: number) {
  const rows: { band: Band; x: number }[][] = [[]]
  let x: number = chartMargin.left
  for (const band of bands) {
    const needed = 19 + pen.measureText(band.name).width + 22
    if (x + needed > width && x > chartMargin.left) {
      rows.push([])
      x = chartMargin.left
    }
    rows.at(-1)!.push({ band, x })
    x += needed
  }
  return rows
}
