// Music may be dropped anywhere on the page: a file beside the drop area would otherwise replace the page.
import { signal } from '@preact/signals'
import { formatCount, formatPlural } from '../components/format'
import { type FileSelection, fromDrop, maxFiles } from './fileSelection'
import { startUpload } from './uploadQueue'
import { notice, scannedFiles } from './uploads'

/** Whether something that could be dropped is held over the page. */
export const draggedOver = signal(false)

/** Sends what was brought, and says what was passed over. */
export function addFiles(selection: FileSelection) {
  const { files, skipped, skippedExamples, truncated } = selection
  const said: string[] = []
  if (!files.length) said.push(skipped ? '' : 'There is nothing in it.')
  if (skipped === 1) said.push(`${skippedExamples[0]!} was passed over: it does not look like music.`)
  else if (skipped)
    said.push(
      `${formatPlural(skipped, 'other file')} ${skippedExamples.length < skipped ? `(${skippedExamples.join(', ')} and so on)` : `(${skippedExamples.join(', ')})`} were passed over: they do not look like music.`,
    )
  if (truncated)
    said.push(`These are the first ${formatCount(maxFiles)}. For a library as large as this, use the command line: gyms submit.`)
  notice.value = said.join(' ').trim() || null
  if (files.length) startUpload(selection)
}

async function addDropped(data: DataTransfer) {
  scannedFiles.value = 0
  try {
    addFiles(
      await fromDrop(data, (found) => {
        if (found % 100 === 0) scannedFiles.value = found
      }),
    )
  } finally {
    scannedFiles.value = null
  }
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

addEventListener('dragover', (event) => {
  if (!hasFiles(event)) return
  event.preventDefault()
  event.dataTransfer!.dropEffect = 'copy'
  draggedOver.value = true
})
addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) draggedOver.value = false
})
addEventListener('drop', (event) => {
  draggedOver.value = false
  if (!hasFiles(event)) return
  event.preventDefault()
  location.hash = '#/'
  void addDropped(event.dataTransfer!)
})
