import { RotateCcw, X } from 'lucide-preact'
import { GenreMark } from '../components/GenreLabel'
import { MixBar } from '../components/GenreMixBar'
import { PlayButton } from '../player/PlayButton'
import { again, cancel } from './uploadQueue'
import { stateInWords } from './uploadStatus'
import { turn, type Upload } from './uploads'

/** One of many files. */
export function UploadRow({ upload, place, total, top }: { upload: Upload; place?: number; total?: number; top?: number }) {
  void turn.value
  const { track, state } = upload
  const failed = state === 'failed'
  const name = track?.title || upload.path
  return (
    <li
      class={`upload ${state}`}
      aria-posinset={place}
      aria-setsize={total}
      style={top === undefined ? undefined : { position: 'absolute', insetInline: 0, transform: `translateY(${top}px)` }}
    >
      {track ? <PlayButton track={track} /> : <span class={`state-dot ${state}`} aria-hidden="true" />}
      <p class="grow">
        {track ? (
          <a class="cut" href={`#/tracks/${track.id}`}>
            {name}
          </a>
        ) : (
          <span class="cut" title={upload.path}>
            {name}
          </span>
        )}
        <small class={`cut ${failed ? 'bad' : 'quiet'}`} title={failed ? stateInWords(upload) : undefined}>
          {track ? (track.artist ?? upload.path) : stateInWords(upload)}
        </small>
      </p>
      {track && (
        <p class="found">
          <GenreMark genre={track.genre} uncertain={track.uncertain} />
          {track.probabilities && <MixBar mix={track.probabilities} />}
        </p>
      )}
      {(failed || state === 'cancelled') && (
        <button type="button" class="plain icon" aria-label={`Try ${name} again`} onClick={() => again([upload])}>
          <RotateCcw aria-hidden="true" size={16} />
        </button>
      )}
      {(state === 'waiting' || state === 'sending' || state === 'analysing') && (
        <button type="button" class="plain icon" aria-label={`Cancel ${name}`} onClick={() => cancel(upload)}>
          <X aria-hidden="true" size={16} />
        </button>
      )}
    </li>
  )
}
