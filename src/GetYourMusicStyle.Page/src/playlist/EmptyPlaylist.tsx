import { ApiError } from '../api/client'
import { genres } from '../api/model'
import type { TrackPage } from '../api/types'
import { useGet } from '../api/useGet'
import { Empty } from '../components/EmptyState'
import { GenreMark } from '../components/GenreLabel'
import { placeOf, plainWish } from './playlistRequest'

/** Why there is no list, and what to do. */
export function NoList({
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
      <Empty title="The recommender is not ready yet" error>
        <p>It is starting, or reading the library. This page asks again by itself in a moment.</p>
      </Empty>
    )
  }
  if (error) {
    return (
      <Empty title="The list could not be made" error>
        <p>{error.message}</p>
        <button type="button" class="calm" onClick={again}>
          Try again
        </button>
      </Empty>
    )
  }
  return (
    <Empty title="Nothing fits this wish">
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
    </Empty>
  )
}

/** What stands here before anything is asked for. */
export function FirstWord() {
  const { data } = useGet<TrackPage>('tracks?limit=1')
  if (data?.items.length === 0) {
    return (
      <Empty title="There is no music here yet">
        <p>
          <a href="#/">Analyse some first</a>; then lists can be made of it.
        </p>
      </Empty>
    )
  }
  return (
    <Empty title="A list that flows">
      <p>
        Choose tracks you like, or a mix such as 60 % of one genre and 40 % of another. You get music of that kind, in an order that goes
        smoothly from one track to the next.
      </p>
      <p>Or begin with one genre:</p>
      <ul class="genre-starts">
        {genres.value.map((genre) => (
          <li key={genre.name}>
            <a href={`#${placeOf({ ...plainWish, mix: [{ genre: genre.name, percent: 100 }] })}`}>
              <GenreMark genre={genre.name} />
            </a>
          </li>
        ))}
      </ul>
    </Empty>
  )
}
