import { Download } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { useAction } from '../components/useAction'
import { downloadPlaylist, type Format, formats } from './playlistFile'
import type { ListedTrack } from './usePlaylistEdits'

const prefixKey = 'gyms-playlist-prefix'

/** Takes the list as it is shown away as a file. */
export function ExportForm({ name, rows }: { name: string; rows: ListedTrack[] }) {
  const { busy, error, run } = useAction()
  const [prefix, setPrefix] = useState(localStorage.getItem(prefixKey) ?? '')
  const [told, setTold] = useState('')

  const take = (format: Format) =>
    run(format.name, async () => {
      setTold('')
      const file = await downloadPlaylist(
        format,
        rows.map((row) => row.id),
        name,
        prefix.trim(),
      )
      localStorage.setItem(prefixKey, prefix.trim())
      setTold(`${file} is in your downloads.`)
    })

  return (
    <details class="take-away" open>
      <summary>Take it with you</summary>
      <label>
        Folder before the paths <span class="quiet">(optional)</span>
        <input
          value={prefix}
          placeholder="/music"
          autocomplete="off"
          spellcheck={false}
          maxLength={500}
          aria-describedby="prefix-help"
          onInput={(event) => setPrefix(event.currentTarget.value)}
        />
      </label>
      <p id="prefix-help" class="quiet">
        The folder your player sees your library under, such as /music.
      </p>
      <div class="formats">
        {formats.map((format) => (
          <button
            key={format.name}
            type="button"
            class="small calm"
            disabled={busy !== null || rows.length === 0}
            aria-busy={busy === format.name}
            title={format.for}
            onClick={() => take(format)}
          >
            <Download aria-hidden="true" size={15} /> <span class="sr">Download </span>
            {format.name}
          </button>
        ))}
      </div>
      <p class="quiet told" role="status">
        {told}
      </p>
      {error && (
        <p class="bad" role="alert">
          {error}
        </p>
      )}
    </details>
  )
}
