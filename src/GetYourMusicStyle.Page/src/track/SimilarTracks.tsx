import { ListMusic } from 'lucide-preact'
import { ApiError } from '../api/client'
import type { SimilarTrackPage, Track } from '../api/types'
import { useGet } from '../api/useGet'
import { GenreLabel } from '../components/GenreLabel'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'

/** How near a track is, in words: 0 is the same mix of genres and the same sound. */
function nearness(distance: number): string {
  if (distance < 0.12) return 'very close'
  if (distance < 0.25) return 'close'
  if (distance < 0.4) return 'alike'
  return 'a bit alike'
}

/** Music like this: to hear one after another, to go to, or to make a playlist of. */
export function SimilarTracks({ track }: { track: Track }) {
  const { data, error, loading } = useGet<SimilarTrackPage>(`tracks/${track.id}/similar?limit=10`)
  const tracks = data?.items ?? []
  return (
    <section class="card similar" aria-labelledby="similar-title" aria-busy={loading && !data}>
      <div class="row title">
        <h2 id="similar-title" class="grow">
          More like this
        </h2>
        {tracks.length > 0 && (
          <a href={`#/playlist?like=${track.id}`}>
            <ListMusic aria-hidden="true" size={16} /> Make a playlist from this
          </a>
        )}
      </div>
      {tracks.length > 0 && (
        <ol>
          {tracks.map((other, n) => (
            <li key={other.id}>
              <PlayButton track={other} following={tracks.slice(n + 1)} />
              <a class="what" href={`#/tracks/${other.id}`}>
                <strong class="cut">{titleOf(other)}</strong>
                <small class="quiet cut">{other.artist ?? ''}</small>
              </a>
              <span class="genre">
                <GenreLabel genre={other.genre} />
              </span>
              <small class="near quiet">
                <span class="meter" aria-hidden="true">
                  <span style={{ width: `${Math.max(4, 100 * (1 - Math.min(1, other.distance)))}%` }} />
                </span>
                {nearness(other.distance)}
              </small>
            </li>
          ))}
        </ol>
      )}
      {!data && loading && <p class="quiet">Looking…</p>}
      {tracks.length === 0 && data && (
        <p class="quiet">
          Nothing comes near yet. The more music is analysed, the more there is to find: <a href="#/">add some</a>.
        </p>
      )}
      {!data && error && <p class="quiet">{inWords(error)}</p>}
    </section>
  )
}

function inWords(error: Error): string {
  if (!(error instanceof ApiError)) return error.message
  if (error.status === 503)
    return 'What is alike is being looked up elsewhere, and that part is away at the moment. Everything else here works; try again in a little while.'
  return error.message
}
