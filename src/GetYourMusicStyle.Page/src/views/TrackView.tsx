import { useEffect } from 'preact/hooks'
import { ApiError } from '../api/client'
import type { Timeline, TrackDetail } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { titleOf } from '../player/player'
import { AnalysisStatus } from '../track/AnalysisStatus'
import { FileDetails } from '../track/FileDetails'
import { GenreMix } from '../track/GenreMix'
import { GenreTimeline } from '../track/GenreTimeline'
import { HeardSounds } from '../track/HeardSounds'
import { SimilarTracks } from '../track/SimilarTracks'
import { TrackHeading } from '../track/TrackHeading'
import { isAnalysed } from '../track/verdict'

/** One track: what it is, how its genres move, and what is like it. */
export function TrackView({ id }: { id: number }) {
  const { data: track, error, reload } = useGet<TrackDetail>(`tracks/${id}`)
  const known = track !== undefined && isAnalysed(track)
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
      <EmptyState title="There is no such track" error whole>
        <p>
          It may have been deleted. <a href="#/library">Look in the library</a>, or <a href="#/">analyse some music</a>.
        </p>
      </EmptyState>
    ) : (
      <EmptyState title="The track cannot be shown" error whole>
        <p>{error.message}</p>
        <button type="button" onClick={reload}>
          Try again
        </button>
      </EmptyState>
    )
  }
  return (
    <>
      <TrackHeading track={track} />
      <HeardSounds sounds={track.sounds} />
      {!known && <AnalysisStatus track={track} done={reload} />}
      {known && trouble && !timeline && (
        <EmptyState title="Its genres cannot be shown" error>
          <p>{trouble.message}</p>
          <button type="button" onClick={reload}>
            Try again
          </button>
        </EmptyState>
      )}
      {known && !timeline && !trouble && (
        <p class="quiet" aria-busy="true">
          Getting its genres…
        </p>
      )}
      {timeline && timeline.genre === null && (
        <EmptyState title="There is nothing to hear">
          <p>The whole track is below −60 dBFS, so no genre can be told. If that is a surprise, play it and listen.</p>
        </EmptyState>
      )}
      {timeline && timeline.genre !== null && <GenreTimeline track={track} timeline={timeline} key={timeline.model_version} />}
      {timeline && timeline.genre !== null && (
        <div class="beside">
          <GenreMix timeline={timeline} />
          <SimilarTracks track={track} />
        </div>
      )}
      <FileDetails track={track} />
    </>
  )
}
