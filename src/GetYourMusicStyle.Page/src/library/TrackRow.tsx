import type { Track } from '../api/types'
import { confidenceInWords, formatDate, formatDuration, formatPercent } from '../components/format'
import { GenreLabel } from '../components/GenreLabel'
import { GenreMixBar } from '../components/GenreMixBar'
import { memo } from '../components/memo'
import { PlayButton } from '../player/PlayButton'
import { playing, titleOf } from '../player/player'
import { select, selection } from './selection'

export interface TrackRowProps {
  index: number
  top: number
  track: Track | undefined
  /** Whether Tab comes to this row. */
  active: boolean
  chosen: boolean
  after: (index: number) => Track[]
}

/** A track of the library. What is not here yet keeps its place. */
export const TrackRow = memo(function Row({ index, top, track, active, chosen: on, after }: TrackRowProps) {
  const style = { transform: `translateY(${top}px)` }
  if (!track) {
    return (
      <div
        class="lib-row waiting"
        role="row"
        aria-rowindex={index + 2}
        aria-busy="true"
        data-row={index}
        style={style}
        tabIndex={active ? 0 : -1}
      >
        <div role="gridcell">
          <span class="sr">Loading</span>
        </div>
      </div>
    )
  }
  const stop = active ? 0 : -1
  const title = titleOf(track)
  const words = confidenceInWords(track)
  return (
    <div
      class="lib-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={on}
      data-row={index}
      style={style}
      tabIndex={stop}
      aria-current={playing.value?.id === track.id ? 'true' : undefined}
    >
      <div role="gridcell" class="c-pick">
        <label>
          <span class="sr">Choose {title}</span>
          <input type="checkbox" checked={on} tabIndex={stop} onChange={() => select(track.id, !selection.peek().has(track.id))} />
        </label>
      </div>
      <div role="gridcell" class="c-play">
        <PlayButton track={track} following={() => after(index)} tabIndex={stop} />
      </div>
      <div role="gridcell" class="c-title">
        <a class="cut" href={`#/tracks/${track.id}`} tabIndex={stop}>
          {title}
        </a>
      </div>
      <div role="gridcell" class="c-artist cut">
        {track.artist ?? ''}
      </div>
      <div role="gridcell" class="c-genre cut">
        {track.genre ? <GenreLabel genre={track.genre} /> : <span class="quiet">{words}</span>}
      </div>
      <div role="gridcell" class="c-sure numbers">
        {track.genre && (
          <>
            <span class={track.uncertain ? 'words unsure' : 'words'}>{words}</span>{' '}
            <span class="quiet">{formatPercent(track.confidence)}</span>
          </>
        )}
      </div>
      <div role="gridcell" class="c-mix">
        <GenreMixBar mix={track.probabilities} />
      </div>
      <div role="gridcell" class="c-length numbers">
        {formatDuration(track.duration_s)}
      </div>
      <div role="gridcell" class="c-added quiet">
        {formatDate(track.created_at)}
      </div>
    </div>
  )
})
