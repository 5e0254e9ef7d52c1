import { many } from '../components/format'
import { stateInWords } from './uploadStatus'
import { deliveries, finished, several, tally, turn } from './uploads'

/** Says aloud when something has ended; what moves in between is there to be looked at. */
export function News() {
  void turn.value
  const [newest] = deliveries.value
  let text = ''
  if (newest && finished(newest)) {
    const counts = tally(newest)
    const [upload] = newest.uploads
    text = several(newest)
      ? `${newest.name}: ${many(counts.done, 'song')} analysed, ${counts.failed} failed.`
      : upload!.track
        ? `${newest.name}: ${upload!.track.genre ?? ''} ${stateInWords(upload!)}`
        : ''
  } else if (newest) text = `${newest.name} is being analysed.`
  return (
    <p class="sr" role="status">
      {text}
    </p>
  )
}
