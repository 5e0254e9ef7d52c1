import { useEffect, useState } from 'preact/hooks'
import { get } from '../api/client'
import type { Track } from '../api/types'
import { confidenceInWords, formatDuration } from '../components/format'
import { GenreLabel } from '../components/GenreLabel'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'
import { noGenre } from './genreClusters'
import type { PointHit } from './mapChart'

const known = new Map<number, Track>()

/** What is known of the point under the pointer; a taken one stays, with what can be done. */
export function PointCard({ hit, taken, width }: { hit: PointHit; taken: boolean; width: number }) {
  const [track, setTrack] = useState<Track | null | undefined>(known.get(hit.id))
  useEffect(() => {
    setTrack(known.get(hit.id))
    if (known.has(hit.id)) return
    const stop = new AbortController()
    // A pointer that only passes asks for nothing.
    const timer = setTimeout(
      () => {
        get<Track>(`tracks/${hit.id}`, stop.signal).then(
          (found) => {
            known.set(hit.id, found)
            setTrack(found)
          },
          () => {
            if (!stop.signal.aborted) setTrack(null)
          },
        )
      },
      taken ? 0 : 120,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [hit.id, taken])

  const left = Math.min(Math.max(hit.x, 130), width - 130)
  return (
    <div
      class={`map-card${taken ? ' taken' : ''}${hit.y < 150 ? ' below' : ''}`}
      style={{ left, top: hit.y }}
      role={taken ? 'status' : undefined}
    >
      {track && taken && <PlayButton track={track} large />}
      <div class="grow">
        {track ? (
          taken ? (
            <a class="cut" href={`#/tracks/${track.id}`}>
              {titleOf(track)}
            </a>
          ) : (
            <strong class="cut">{titleOf(track)}</strong>
          )
        ) : (
          <strong class="cut">{track === null ? 'This track is gone' : `Track ${hit.id}`}</strong>
        )}
        {track?.artist && <span class="cut quiet">{track.artist}</span>}
        <small>
          <GenreLabel genre={hit.genre === noGenre ? null : hit.genre} />
        </small>
        {track && (
          <small class="quiet">
            {[track.genre && confidenceInWords(track), formatDuration(track.duration_s)].filter(Boolean).join(' · ')}
          </small>
        )}
        {track && taken && (
          <a role="button" href={`#/tracks/${track.id}`}>
            Open
          </a>
        )}
      </div>
    </div>
  )
}
