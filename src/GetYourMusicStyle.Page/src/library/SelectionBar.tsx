import { ListMusic } from 'lucide-preact'
import { many } from '../components/format'
import { chooseNone, chosen, most } from './selection'

/** What can be done with the chosen tracks. */
export function ChosenBar() {
  const ids = [...chosen.value]
  return (
    <div class="lib-chosen" role="status" hidden={!ids.length}>
      {ids.length > 0 && (
        <>
          <strong class="grow">
            {many(ids.length, 'track')} chosen{ids.length >= most && <span class="quiet"> (no more than {most})</span>}
          </strong>
          <a role="button" href={`#/playlist?like=${ids.join(',')}`}>
            <ListMusic aria-hidden="true" size={16} /> Playlist from these
          </a>
          <button type="button" class="plain" onClick={chooseNone}>
            Clear
          </button>
        </>
      )}
    </div>
  )
}
