import { useMemo, useState } from 'preact/hooks'
import { ApiError } from '../api/client'
import type { TrackMap } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { formatCount, formatPlural } from '../components/format'
import { clusterByGenre } from '../map/genreClusters'
import { MapCanvas } from '../map/MapCanvas'
import { MapLegend } from '../map/MapLegend'

/** Every track as a point, near to what sounds like the same genres. */
export function MapView() {
  const { data, error, loading, reload } = useGet<TrackMap>('tracks/map?limit=50000')
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const places = useMemo(() => (data ? clusterByGenre(data) : []), [data])

  function toggle(genre: string) {
    const next = new Set(hidden)
    if (!next.delete(genre)) next.add(genre)
    setHidden(next)
  }

  return (
    <div class="map">
      <div class="lib-title">
        <h1>Map</h1>
        {data && data.ids.length > 0 && (
          <p class="quiet" role="status">
            {data.total > data.ids.length ? `${formatCount(data.ids.length)} of ` : ''}
            {formatPlural(data.total, 'track')}, each near those with the same mix of genres
          </p>
        )}
      </div>
      {data && data.ids.length > 0 ? (
        <div class="map-parts">
          <MapCanvas map={data} hidden={hidden} />
          <MapLegend places={places} hidden={hidden} onToggle={toggle} onAll={() => setHidden(new Set())} />
        </div>
      ) : data ? (
        <EmptyState title="Nothing on the map yet">
          <p>Tracks appear here once they have been analysed.</p>
          <a role="button" href="#/">
            Analyse music
          </a>
        </EmptyState>
      ) : error ? (
        <EmptyState title="The map cannot be shown" error>
          <p>
            {error instanceof ApiError && error.status === 503
              ? 'It is being made at the moment. Try again in a few seconds.'
              : error.message}
          </p>
          <button type="button" aria-busy={loading} onClick={reload}>
            Try again
          </button>
        </EmptyState>
      ) : (
        <p aria-busy="true">Making the map</p>
      )}
    </div>
  )
}
