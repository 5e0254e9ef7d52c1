import { formatPlural } from '../components/format'
import { statusText } from './uploadStatus'
import { countByState, isBatch, isFinished, revision, uploadGroups } from './uploads'

/** Says aloud when something has ended; what moves in between is there to be looked at. */
export function UploadAnnouncer() {
  void revision.value
  const [newest] = uploadGroups.value
  let text = ''
  if (newest && isFinished(newest)) {
    const counts = countByState(newest)
    const [upload] = newest.uploads
    text = isBatch(newest)
      ? `${newest.name}: ${formatPlural(counts.done, 'song')} analysed, ${counts.failed} failed.`
      : upload!.track
        ? `${newest.name}: ${upload!.track.genre ?? ''} ${statusText(upload!)}`
        : ''
  } else if (newest) text = `${newest.name} is being analysed.`
  return (
    <p class="sr" role="status">
      {text}
    </p>
  )
}
