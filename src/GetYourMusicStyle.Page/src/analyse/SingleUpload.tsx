import { ChevronRight, RotateCcw, X } from 'lucide-preact'
import type { Track } from '../api/types'
import { confidenceInWords, formatBytes, formatDuration, isHardlyMusic } from '../components/format'
import { PlayButton } from '../player/PlayButton'
import { titleOf } from '../player/player'
import { GenreMixSummary } from './GenreMixSummary'
import { UploadRow } from './UploadRow'
import { cancel, retry } from './uploadQueue'
import { statusText } from './uploadStatus'
import { revision, type Upload, type UploadGroup } from './uploads'
import { useUploadRefresh } from './useUploadRefresh'

/** A single file: large and in the middle while it is the newest, a row later. */
export function SingleUpload({ group, large }: { group: UploadGroup; large: boolean }) {
  const [upload] = group.uploads as [Upload]
  void revision.value
  useUploadRefresh(group.uploads)
  if (!large)
    return (
      <ul class="card rows">
        <UploadRow upload={upload} />
      </ul>
    )
  return (
    <section class="card one" aria-label={group.name}>
      {upload.track ? <Verdict track={upload.track} recording={group.recording} /> : <Progress upload={upload} />}
    </section>
  )
}

function Progress({ upload }: { upload: Upload }) {
  void revision.value
  const failed = upload.state === 'failed'
  const over = failed || upload.state === 'cancelled'
  const share = upload.state === 'analysing' || upload.state === 'done' ? (upload.job?.progress ?? 0) : upload.sent
  return (
    <>
      <h2 class="cut">
        {upload.file.name} <small class="quiet">{formatBytes(upload.file.size)}</small>
      </h2>
      <p class={failed ? 'bad' : 'quiet'} role={failed ? 'alert' : undefined}>
        {statusText(upload)}
      </p>
      {!over && <progress value={share} max={1} aria-label={statusText(upload)} />}
      <div class="ways">
        {over ? (
          <button type="button" onClick={() => retry([upload])}>
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
  const sure = confidenceInWords(track)
  return (
    <>
      <p class="quiet">
        {track.genre === null
          ? 'There is nothing to hear in'
          : isHardlyMusic(track)
            ? 'Not music? Perhaps'
            : track.uncertain
              ? 'Hard to tell. Perhaps'
              : recording
                ? `This is ${sure}`
                : sure[0]!.toUpperCase() + sure.slice(1)}
      </p>
      <h2 class="verdict">{track.genre ?? titleOf(track)}</h2>
      {track.probabilities && <GenreMixSummary probabilities={track.probabilities} />}
      <div class="what">
        <PlayButton track={track} large />
        <p class="grow">
          <strong class="cut">{titleOf(track)}</strong>
          <small class="quiet">{[track.artist, formatDuration(track.duration_s)].filter(Boolean).join(' · ')}</small>
        </p>
        <a role="button" href={`#/tracks/${track.id}`}>
          See how it moves <ChevronRight aria-hidden="true" size={18} />
        </a>
      </div>
    </>
  )
}
