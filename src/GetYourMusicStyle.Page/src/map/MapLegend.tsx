import { ListMusic } from 'lucide-preact'
import { colorOf } from '../api/model'
import { formatCount } from '../components/format'
import { type GenreCluster, noGenre } from './genreClusters'

/** The genres with their numbers: a button shows or hides each on the map, a link leads to its tracks. The map in words, too. */
export function MapLegend({
  places,
  hidden,
  onToggle,
  onAll,
}: {
  places: GenreCluster[]
  hidden: ReadonlySet<string>
  onToggle: (genre: string) => void
  onAll: () => void
}) {
  return (
    <nav class="map-legend" aria-label="Genres on the map">
      <ul>
        {places.map(({ genre, points }) => (
          <li key={genre}>
            <button type="button" class="plain" aria-pressed={!hidden.has(genre)} onClick={() => onToggle(genre)}>
              <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" />
              <span class="grow cut">{genre}</span>
              <span class="quiet numbers">{formatCount(points.length)}</span>
            </button>
            {genre !== noGenre && (
              <a
                href={`#/library?genre=${encodeURIComponent(genre)}`}
                aria-label={`${genre} in the library`}
                title={`${genre} in the library`}
              >
                <ListMusic aria-hidden="true" size={16} />
              </a>
            )}
          </li>
        ))}
      </ul>
      {hidden.size > 0 && (
        <button type="button" class="small plain" onClick={onAll}>
          Show all genres
        </button>
      )}
    </nav>
  )
}
