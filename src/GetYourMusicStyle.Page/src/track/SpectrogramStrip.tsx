import { useEffect, useState } from 'preact/hooks'
import { online, root } from '../api/client'
import type { TimeRange } from './timeline'

/** The log spectrogram of the whole track on the chart's time axis. */
export function SpectrogramStrip({ id, length, range, version }: { id: number; length: number; range: TimeRange; version: string | null }) {
  const [failed, setFailed] = useState(false)
  useEffect(() => setFailed(false), [id, version, online.value])
  const seen = range.to - range.from
  const width = length > 1200 ? 4096 : 1200
  return (
    <div class="track-strip">
      {failed ? (
        <p class="quiet">
          There is no spectrogram of this track (any more). <a href="#/work">Run “features” again</a> and it comes back.
        </p>
      ) : (
        <img
          src={`${root}/tracks/${id}/spectrogram.png?width=${width}`}
          alt="Log spectrogram: high frequencies above, the loud bright"
          draggable={false}
          onError={() => setFailed(true)}
          style={{ width: `${(length / seen) * 100}%`, left: `${(-range.from / seen) * 100}%` }}
        />
      )}
    </div>
  )
}
