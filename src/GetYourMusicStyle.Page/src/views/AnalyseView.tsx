import { Many } from '../analyse/BatchUpload'
import { DropArea } from '../analyse/DropZone'
import { phase } from '../analyse/microphone'
import { Recent } from '../analyse/RecentTracks'
import { Recorder } from '../analyse/Recorder'
import { One } from '../analyse/SingleUpload'
import { News } from '../analyse/UploadAnnouncer'
import { clearFinished, deliveries, finished, remark, several, turn } from '../analyse/uploads'

/** The front door: bring music, or let the page listen; then watch what becomes of it. */
export function AnalyseView() {
  void turn.value
  const list = deliveries.value
  return (
    <div class="analyse">
      {phase.value === 'off' ? <DropArea small={list.length > 0} /> : <Recorder />}
      <p class="remark" role="status">
        {remark.value}
      </p>
      <News />
      {list.map((delivery, place) =>
        several(delivery) ? (
          <Many key={delivery.key} delivery={delivery} />
        ) : (
          <One key={delivery.key} delivery={delivery} large={place === 0} />
        ),
      )}
      {list.some(finished) && (
        <p class="after">
          <button type="button" class="plain small" onClick={clearFinished}>
            Clear what is finished from this list
          </button>
        </p>
      )}
      {!list.length && <Recent />}
    </div>
  )
}
