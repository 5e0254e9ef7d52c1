import type { EChartsType } from 'echarts/core'
import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Timeline, TrackDetail } from '../api/types'
import type { Band } from './areaChart'
import { downloadBlob, fileName, timelineCsv } from './exportFiles'

/** The chart as an image, and its figures, as files. */
export function ExportButtons({
  track,
  timeline,
  bands,
  chart,
}: {
  track: TrackDetail
  timeline: Timeline
  bands: Band[]
  chart: () => EChartsType | null
}) {
  const [said, setSaid] = useState<string | null>(null)

  async function saveImage() {
    const drawn = chart()
    if (!drawn) return
    try {
      const { renderChartImage } = await import('./chartImage')
      downloadBlob(
        await renderChartImage(track, bands, drawn, document.querySelector<HTMLImageElement>('.track-strip img')),
        fileName(track, 'genres.png'),
      )
      setSaid('The picture is saved.')
    } catch (error) {
      setSaid((error as Error).message)
    }
  }

  function data(content: string, type: string, ending: string) {
    downloadBlob(new Blob([content], { type }), fileName(track, `genres.${ending}`))
    setSaid('The data is saved.')
  }

  return (
    <div class="exports">
      <button type="button" class="plain small" title="Save the picture as PNG" onClick={saveImage}>
        <Download aria-hidden="true" size={15} /> Picture
      </button>
      <button
        type="button"
        class="plain small"
        title="Save the figures as a table"
        onClick={() => data(timelineCsv(timeline), 'text/csv', 'csv')}
      >
        CSV
      </button>
      <button
        type="button"
        class="plain small"
        title="Save the figures as the server gives them"
        onClick={() => data(JSON.stringify(timeline, null, 1), 'application/json', 'json')}
      >
        JSON
      </button>
      <span class="sr" role="status">
        {said}
      </span>
    </div>
  )
}
