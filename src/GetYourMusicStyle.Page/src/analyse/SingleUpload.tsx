import { ChevronRight, RotateCcw, X } from 'lucide-preact'
import type { Track } from '../api/types'
import { bytes, clock, confidenceInWords } from '../components/format'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'
import { MixInWords } from './GenreMixSummary'
import { UploadRow } from './UploadRow'
import { again, cancel } from './uploadQueue'
import { stateInWords } from './uploadStatus'
import { type Delivery, turn, type Upload } from './uploads'
import { useRefresh } from './useUploadRefresh'

/** A single file: large and in the middle while it is the newest, a row later. */
export function One({ delivery, large }: { delivery: Delivery; large: boolean }) {
  const [upload] = delivery.uploads as [Upload]
  void turn.value
  useRefresh(delivery.uploads)
  if (!large)
    return (
      <ul class="card rows">
        <UploadRow upload={upload} />
      </ul>
    )
  return (
    <section class="card one" aria-label={delivery.name}>
      {upload.track ? <Verdict track={upload.track} recording={delivery.recording} /> : <Way upload={upload} />}
    </section>
  )
}

function Way({ upload }: { upload: Upload }) {
  void turn.value
  const failed = upload.state === 'failed'
  const over = failed || upload.state === 'cancelled'
  const share = upload.state === 'analysing' || upload.state === 'done' ? (upload.job?.progress ?? 0) : upload.sent
  return (
    <>
      <h2 class="cut">
        {upload.file.name} <small class="quiet">{bytes(upload.file.size)}</small>
      </h2>
      <p class={failed ? 'bad' : 'quiet'} role={failed ? 'alert' : undefined}>
        {stateInWords(upload)}
      </p>
      {!over && <progress value={share} max={1} aria-label={stateInWords(upload)} />}
      <div class="ways">
        {over ? (
          <button type="button" onClick={() => again([upload])}>
            <RotateCcw aria-hidden="true" size={16} /> Try again
          </button>
        ) : (
          <button type="button" class="secondary small" onClick={() => cancel(upload)}>
            <X aria-hidden="true" size={16} /> Cancel
          </button>
        )}
      </div>
    </>
  )
}

function Verdict({ track, recording }: { track: Track; recording: boolean }) {
  const sure = confidenceInWords(track.genre, track.confidence, track.uncertain)
  return (
    <>
      <p class="quiet">
        {track.genre === null
          ? 'There is nothing to hear in'
          : track.uncertain
            ? 'Hard to tell. Perhaps'
            : recording
              ? `This is ${sure}`
              : sure[0]!.toUpperCase() + sure.slice(1)}
      </p>
      <h2 class="verdict">{track.genre ?? titleOf(track)}</h2>
      {track.probabilities && <MixInWords probabilities={track.probabilities} />}
      <div class="what">
        <PlayButton track={track} large />
        <p class="grow">
          <strong class="cut">{titleOf(track)}</strong>
          <small class="quiet">{[track.artist, clock(track.duration_s)].filter(Boolean).join(' · ')}</small>
        </p>
        <a role="button" href={`#/tracks/${track.id}`}>
          See how it moves <ChevronRight aria-hidden="true" size={18} />
        </a>
      </div>
    </>
  )
}
