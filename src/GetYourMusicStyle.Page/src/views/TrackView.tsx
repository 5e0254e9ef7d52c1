import { useEffect } from 'preact/hooks'
import { ApiError } from '../api/client'
import type { Timeline, TrackDetail } from '../api/types'
import { useGet } from '../api/useGet'
import { Empty } from '../components/EmptyState'
import { titleOf } from '../player/player'
import { Waiting } from '../track/AnalysisStatus'
import { About } from '../track/FileDetails'
import { Mix } from '../track/GenreMix'
import { Moving } from '../track/GenreTimeline'
import { Similar } from '../track/SimilarTracks'
import { Heading } from '../track/TrackHeading'
import { analysed } from '../track/verdict'

/** One track: what it is, how its genres move, and what is like it. */
export function TrackView({ id }: { id: number }) {
  const { data: track, error, reload } = useGet<TrackDetail>(`tracks/${id}`)
  const known = track !== undefined && analysed(track)
  const { data: timeline, error: trouble } = useGet<Timeline>(known ? `tracks/${id}/timeline?model=${track.model_version}` : null)

  useEffect(() => {
    if (!track) return
    document.title = `${titleOf(track)} – GetYourMusicStyle`
    return () => {
      document.title = 'GetYourMusicStyle'
    }
  }, [track])

  if (!track) {
    if (!error)
      return (
        <p class="quiet" aria-busy="true">
          Getting the track…
        </p>
      )
    return error instanceof ApiError && (error.status === 404 || error.status === 400) ? (
      <Empty title="There is no such track" error whole>
        <p>
          It may have been deleted. <a href="#/library">Look in the library</a>, or <a href="#/">analyse some music</a>.
        </p>
      </Empty>
    ) : (
      <Empty title="The track cannot be shown" error whole>
        <p>{error.message}</p>
        <button type="button" onClick={reload}>
          Try again
        </button>
      </Empty>
    )
  }
  return (
    <>
      <Heading track={track} />
      {!known && <Waiting track={track} done={reload} />}
      {known && trouble && !timeline && (
        <Empty title="Its genres cannot be shown" error>
          <p>{trouble.message}</p>
          <button type="button" onClick={reload}>
            Try again
          </button>
        </Empty>
      )}
      {known && !timeline && !trouble && (
        <p class="quiet" aria-busy="true">
          Getting its genres…
        </p>
      )}
      {timeline && timeline.genre === null && (
        <Empty title="There is nothing to hear">
          <p>The whole track is below −60 dBFS, so no genre can be told. If that is a surprise, play it and listen.</p>
        </Empty>
      )}
      {timeline && timeline.genre !== null && <Moving track={track} timeline={timeline} key={timeline.model_version} />}
      {timeline && timeline.genre !== null && (
        <div class="beside">
          <Mix timeline={timeline} />
          <Similar track={track} />
        </div>
      )}
      <About track={track} />
    </>
  )
}
