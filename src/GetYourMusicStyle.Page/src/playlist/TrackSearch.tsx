import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Track, TrackPage } from '../api/types'
import { useGet } from '../api/useGet'
import { GenreLabel } from '../components/GenreLabel'
import { titleOf } from '../player/player'

/** A search box with suggestions: arrows choose, Enter takes, Escape closes. */
export function TrackSearch({ without, onTake, full }: { without: number[]; onTake: (track: Track) => void; full: boolean }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [text, setText] = useState('')
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)

  useEffect(() => {
    const timer = setTimeout(() => setWords(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])

  const { data, error, loading } = useGet<TrackPage>(open && words ? `tracks?limit=8&q=${encodeURIComponent(words)}` : null)
  const found = (data?.items ?? []).filter((track) => !without.includes(track.id))
  const shown = open && words !== ''
  useEffect(() => setAt(-1), [words])
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  function take(track: Track) {
    onTake(track)
    setText('')
    setWords('')
    setAt(-1)
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    const n = found.length
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (n) setAt((i) => (event.key === 'ArrowDown' ? (i + 1) % n : (i <= 0 ? n : i) - 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = found[at] ?? (n === 1 ? found[0] : undefined)
      if (shown && chosen) take(chosen)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
      setAt(-1)
    }
  }

  const note = !shown
    ? ''
    : error
      ? error.message
      : data
        ? found.length
          ? `${found.length} found`
          : 'Nothing of that name. Try fewer words.'
        : loading
          ? 'Searching'
          : ''
  return (
    <div
      class="track-search"
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false)
      }}
    >
      <label for={`${id}-in`}>Tracks to be like</label>
      <input
        id={`${id}-in`}
        ref={input}
        type="search"
        role="combobox"
        autocomplete="off"
        placeholder={full ? 'That is as many as it takes' : 'Title, artist or album'}
        disabled={full}
        aria-autocomplete="list"
        aria-expanded={shown && found.length > 0}
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-note`}
        aria-activedescendant={shown && found[at] ? `${id}-${found[at].id}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} ref={list} role="listbox" aria-label="Tracks found" hidden={!shown || found.length === 0}>
        {found.map((track, i) => (
          <li
            key={track.id}
            id={`${id}-${track.id}`}
            role="option"
            aria-selected={i === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(track)}
          >
            <span class="cut">
              <strong>{titleOf(track)}</strong>
              {track.artist && <span class="quiet"> {track.artist}</span>}
            </span>
            <small>
              <GenreLabel genre={track.genre} uncertain={track.uncertain} />
            </small>
          </li>
        ))}
      </ul>
      <p id={`${id}-note`} class={shown && found.length === 0 ? 'quiet' : 'sr'} role="status">
        {note}
      </p>
    </div>
  )
}
