import { ListMusic } from 'lucide-preact'
import { formatPlural } from '../components/format'
import { clearSelection, maxSelected, selection } from './selection'

/** What can be done with the chosen tracks. */
export function SelectionBar() {
  const ids = [...selection.value]
  return (
    <div class="lib-chosen" role="status" hidden={!ids.length}>
      {ids.length > 0 && (
        <>
          <strong class="grow">
            {formatPlural(ids.length, 'track')} chosen
            {ids.length >= maxSelected && <span class="quiet"> (no more than {maxSelected})</span>}
          </strong>
          <a role="button" href={`#/playlist?like=${ids.join(',')}`}>
            <ListMusic aria-hidden="true" size={16} /> Playlist from these
          </a>
          <button type="button" class="plain" onClick={clearSelection}>
            Clear
          </button>
        </>
      )}
    </div>
  )
}
