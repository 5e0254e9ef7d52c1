// Music may be dropped anywhere on the page: a file beside the drop area would otherwise replace the page.
import { signal } from '@preact/signals'
import { count, many } from '../components/format'
import { fromDrop, type Incoming, most } from './fileSelection'
import { deliver } from './uploadQueue'
import { looking, remark } from './uploads'

/** Whether something that could be dropped is held over the page. */
export const over = signal(false)

/** Sends what was brought, and says what was passed over. */
export function receive(incoming: Incoming) {
  const { found, skipped, examples, more } = incoming
  const said: string[] = []
  if (!found.length) said.push(skipped ? '' : 'There is nothing in it.')
  if (skipped === 1) said.push(`${examples[0]!} was passed over: it does not look like music.`)
  else if (skipped)
    said.push(
      `${many(skipped, 'other file')} ${examples.length < skipped ? `(${examples.join(', ')} and so on)` : `(${examples.join(', ')})`} were passed over: they do not look like music.`,
    )
  if (more) said.push(`These are the first ${count(most)}. For a library as large as this, use the command line: gyms submit.`)
  remark.value = said.join(' ').trim() || null
  if (found.length) deliver(incoming)
}

async function receiveDrop(data: DataTransfer) {
  looking.value = 0
  try {
    receive(
      await fromDrop(data, (found) => {
        if (found % 100 === 0) looking.value = found
      }),
    )
  } finally {
    looking.value = null
  }
}

const files = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

addEventListener('dragover', (event) => {
  if (!files(event)) return
  event.preventDefault()
  event.dataTransfer!.dropEffect = 'copy'
  over.value = true
})
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) over.value = false
})
addEventListener('drop', (event) => {
  over.value = false
  if (!files(event)) return
  event.preventDefault()
  location.hash = '#/'
  void receiveDrop(event.dataTransfer!)
})
