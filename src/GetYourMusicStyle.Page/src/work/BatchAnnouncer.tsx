import { useRef } from 'preact/hooks'
import type { Batch } from '../api/types'
import { batchName, doneShare, progressText } from './batchProgress'

/** Says aloud how far a batch is: at every quarter and at the end, never at every tick. */
export function BatchAnnouncer({ batch }: { batch: Batch }) {
  const said = useRef({ step: -1, text: '' })
  const step = Math.floor(doneShare(batch) * 4)
  if (step !== said.current.step) {
    // What was so when it came into view is no news.
    said.current = { step, text: said.current.step < 0 ? '' : `${batchName(batch)}: ${progressText(batch)}` }
  }
  return (
    <p class="sr" role="status">
      {said.current.text}
    </p>
  )
}
