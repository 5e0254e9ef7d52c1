import { FolderOpen, Mic, Music } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { formatCount } from '../components/format'
import { addFiles, draggedOver } from './dropTarget'
import { accept, fromFiles } from './fileSelection'
import { GenreWaves } from './GenreWaves'
import { microphoneError } from './microphone'
import { startRecording } from './Recorder'
import { scannedFiles } from './uploads'

const here = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)

/** Where music comes in: dropped, chosen, or heard. */
export function DropZone({ small }: { small: boolean }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    if (input.files?.length) addFiles(fromFiles(input.files))
    input.value = ''
  }
  return (
    <section class={`drop${small ? ' small' : ''}${draggedOver.value ? ' over' : ''}`} aria-labelledby="analyse-title">
      <GenreWaves />
      <div class="inside">
        <h1 id="analyse-title">
          {draggedOver.value ? 'Let go to analyse it' : small ? 'Analyse more music' : 'What does your music sound like?'}
        </h1>
        {!small && (
          <p class="lead">
            <span class="wide">Drop songs, an album or your whole library here. </span>See the genres of every song, and how they move from
            moment to moment.
          </p>
        )}
        <div class="ways">
          <button type="button" onClick={() => files.current?.click()}>
            <Music aria-hidden="true" size={18} /> Choose files
          </button>
          <button type="button" class="secondary wide" onClick={() => folder.current?.click()}>
            <FolderOpen aria-hidden="true" size={18} /> Choose a folder
          </button>
          <button type="button" class="secondary" onClick={startRecording}>
            <Mic aria-hidden="true" size={18} /> Record what plays
          </button>
        </div>
        {microphoneError.value && (
          <p class="trouble" role="alert">
            <strong>{microphoneError.value.title}.</strong> {microphoneError.value.help}
          </p>
        )}
        <p class={`promise${scannedFiles.value === null ? ' still' : ''}`} role="status">
          {scannedFiles.value === null
            ? `Your music stays on this ${here ? 'computer' : 'server'}; nothing is sent anywhere else.`
            : `Looking through the folder: ${formatCount(scannedFiles.value)} songs so far …`}
        </p>
        <input
          ref={files}
          class="hidden"
          type="file"
          multiple
          accept={accept}
          aria-label="Music files"
          tabIndex={-1}
          onChange={(event) => take(event.currentTarget)}
        />
        <input
          ref={folder}
          class="hidden"
          type="file"
          multiple
          {...{ webkitdirectory: true }}
          aria-label="A folder of music"
          tabIndex={-1}
          onChange={(event) => take(event.currentTarget)}
        />
      </div>
    </section>
  )
}
