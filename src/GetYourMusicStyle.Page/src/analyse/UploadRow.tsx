import { RotateCcw, X } from 'lucide-preact'
import { GenreLabel } from '../components/GenreLabel'
import { GenreMixBar } from '../components/GenreMixBar'
import { PlayButton } from '../player/PlayButton'
import { cancel, retry } from './uploadQueue'
import { statusText } from './uploadStatus'
import { revision, type Upload } from './uploads'

/** One of many files. */
export function UploadRow({ upload, place, total, top }: { upload: Upload; place?: number; total?: number; top?: number }) {
  void revision.value
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
        <small class={`cut ${failed ? 'bad' : 'quiet'}`} title={failed ? statusText(upload) : undefined}>
          {track ? (track.artist ?? upload.path) : statusText(upload)}
        </small>
      </p>
      {track && (
        <p class="found">
          <GenreLabel genre={track.genre} uncertain={track.uncertain} />
          {track.probabilities && <GenreMixBar mix={track.probabilities} />}
        </p>
      )}
      {(failed || state === 'cancelled') && (
        <button type="button" class="plain icon" aria-label={`Try ${name} again`} onClick={() => retry([upload])}>
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
