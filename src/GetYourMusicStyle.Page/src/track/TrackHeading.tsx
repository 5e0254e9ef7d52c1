import { colorOf, model } from '../api/model'
import type { TrackDetail } from '../api/types'
import { confidenceInWords, formatDuration, formatPercent, isHardlyMusic } from '../components/format'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'
import { candidates, isAnalysed } from './verdict'

/** What the track is called, and what it is. */
export function TrackHeading({ track }: { track: TrackDetail }) {
  const older = isAnalysed(track) && model.value !== null && track.model_version !== model.value.model_version
  return (
    <header class="track-heading">
      <PlayButton track={track} large />
      <div class="who">
        <h1>{titleOf(track)}</h1>
        <p class="quiet">
          {[track.artist, track.album, formatDuration(track.duration_s)].filter((part) => part && part !== '–').join(' · ')}
        </p>
      </div>
      <div class="verdict">
        <Verdict track={track} />
        {track.tag_genre && track.tag_genre !== track.genre && <p class="quiet">The file itself says: {track.tag_genre}</p>}
        {older && (
          <p class="quiet">
            An older model said so. <a href="#/work">Run the scores again</a> to hear what the present one thinks.
          </p>
        )}
      </div>
    </header>
  )
}

function Verdict({ track }: { track: TrackDetail }) {
  if (!isAnalysed(track)) return <p class="quiet large">Not analysed yet</p>
  if (track.genre === null) return <p class="large">Silent throughout</p>
  if (track.uncertain) {
    return (
      <p class="large">
        <span class="quiet">{isHardlyMusic(track) ? 'not music? perhaps' : 'not sure: perhaps'} </span>
        {candidates(track).map((genre, n) => (
          <span key={genre}>
            {n > 0 && <span class="quiet"> or </span>}
            <Large genre={genre} />
          </span>
        ))}
      </p>
    )
  }
  return (
    <p class="large">
      <span class="quiet">{confidenceInWords(track)} </span>
      <Large genre={track.genre} />
      <span class="quiet"> ({formatPercent(track.confidence)})</span>
    </p>
  )
}

const Large = ({ genre }: { genre: string }) => (
  <strong>
    <span class="dot" style={{ background: colorOf(genre) }} aria-hidden="true" />
    {genre}
  </strong>
)
