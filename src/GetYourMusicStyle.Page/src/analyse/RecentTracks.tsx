import type { TrackPage } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { confidenceInWords, formatDuration } from '../components/format'
import { GenreLabel } from '../components/GenreLabel'
import { GenreMixBar } from '../components/GenreMixBar'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'

/** What came last; and where there is nothing yet, how to begin. */
export function RecentTracks() {
  const { data, error, reload } = useGet<TrackPage>('tracks?limit=24', 30)
  if (error && !data)
    return (
      <EmptyState error title="The latest songs cannot be shown">
        <p>{error.message}</p>
        <button type="button" class="secondary" onClick={reload}>
          Try again
        </button>
      </EmptyState>
    )
  if (!data) return <section class="card rows" aria-busy="true" aria-label="Loading the latest songs" />
  // What failed, or is on its way, has nothing to show here.
  const heard = data.items.filter((track) => track.scored_at).slice(0, 8)
  if (!heard.length) return <FirstRun />
  return (
    <section class="recent" aria-labelledby="recent-title">
      <header>
        <h2 id="recent-title" class="grow">
          Latest songs
        </h2>
        <a href="#/library">All of the library</a>
      </header>
      <ul class="card rows">
        {heard.map((track) => (
          <li key={track.id} class="upload">
            <PlayButton track={track} following={heard.slice(heard.indexOf(track) + 1)} />
            <p class="grow">
              <a class="cut" href={`#/tracks/${track.id}`}>
                {titleOf(track)}
              </a>
              <small class="quiet cut">{[track.artist, formatDuration(track.duration_s)].filter(Boolean).join(' · ')}</small>
            </p>
            <p class="found">
              {track.genre ? (
                <GenreLabel genre={track.genre} uncertain={track.uncertain} />
              ) : (
                <span class="quiet">{confidenceInWords(track)}</span>
              )}
              {track.probabilities && <GenreMixBar mix={track.probabilities} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FirstRun() {
  return (
    <section class="first" aria-label="How it goes">
      <ol>
        <li>
          <strong>Drop an album</strong>
          <span>A folder works too, with all that is in it.</span>
        </li>
        <li>
          <strong>Watch it being heard</strong>
          <span>A song takes about a second.</span>
        </li>
        <li>
          <strong>Follow the genres</strong>
          <span>See how they change as a song plays, and find more like it.</span>
        </li>
      </ol>
    </section>
  )
}
