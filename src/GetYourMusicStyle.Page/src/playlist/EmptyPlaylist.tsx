import { ApiError } from '../api/client'
import { genres } from '../api/model'
import type { TrackPage } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { GenreLabel } from '../components/GenreLabel'
import { addressOf, defaultRequest } from './playlistRequest'

/** Why there is no list, and what to do. */
export function EmptyPlaylist({
  error,
  uncertain,
  onUncertain,
  again,
}: {
  error?: Error | undefined
  uncertain: boolean
  onUncertain: () => void
  again: () => void
}) {
  if (error instanceof ApiError && error.status === 503) {
    return (
      <EmptyState title="The recommender is not ready yet" error>
        <p>It is starting, or reading the library. This page asks again by itself in a moment.</p>
      </EmptyState>
    )
  }
  if (error) {
    return (
      <EmptyState title="The list could not be made" error>
        <p>{error.message}</p>
        <button type="button" class="calm" onClick={again}>
          Try again
        </button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing fits this request">
      {uncertain ? (
        <p>
          No analysed track comes close enough. Take another track or mix, or <a href="#/">analyse more music</a>.
        </p>
      ) : (
        <>
          <p>Perhaps there are only tracks whose genre is not sure.</p>
          <button type="button" class="calm" onClick={onUncertain}>
            Take those too
          </button>
        </>
      )}
    </EmptyState>
  )
}

/** What stands here before anything is asked for. */
export function PlaylistIntro() {
  const { data } = useGet<TrackPage>('tracks?limit=1')
  if (data?.items.length === 0) {
    return (
      <EmptyState title="There is no music here yet">
        <p>
          <a href="#/">Analyse some first</a>; then lists can be made of it.
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="A list that flows">
      <p>
        Choose tracks you like, or a mix such as 60 % of one genre and 40 % of another. You get music of that kind, in an order that goes
        smoothly from one track to the next.
      </p>
      <p>Or begin with one genre:</p>
      <ul class="genre-starts">
        {genres.value.map((genre) => (
          <li key={genre.name}>
            <a href={`#${addressOf({ ...defaultRequest, mix: [{ genre: genre.name, percent: 100 }] })}`}>
              <GenreLabel genre={genre.name} />
            </a>
          </li>
        ))}
      </ul>
    </EmptyState>
  )
}
