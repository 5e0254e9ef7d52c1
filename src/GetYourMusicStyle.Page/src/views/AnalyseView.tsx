import { BatchUpload } from '../analyse/BatchUpload'
import { DropZone } from '../analyse/DropZone'
import { phase } from '../analyse/microphone'
import { RecentTracks } from '../analyse/RecentTracks'
import { Recorder } from '../analyse/Recorder'
import { SingleUpload } from '../analyse/SingleUpload'
import { UploadAnnouncer } from '../analyse/UploadAnnouncer'
import { clearFinished, isBatch, isFinished, notice, revision, uploadGroups } from '../analyse/uploads'

/** The front door: bring music, or let the page listen; then watch what becomes of it. */
export function AnalyseView() {
  void revision.value
  const list = uploadGroups.value
  return (
    <div class="analyse">
      {phase.value === 'off' ? <DropZone small={list.length > 0} /> : <Recorder />}
      <p class="remark" role="status">
        {notice.value}
      </p>
      <UploadAnnouncer />
      {list.map((group, place) =>
        isBatch(group) ? <BatchUpload key={group.key} group={group} /> : <SingleUpload key={group.key} group={group} large={place === 0} />,
      )}
      {list.some(isFinished) && (
        <p class="after">
          <button type="button" class="plain small" onClick={clearFinished}>
            Clear what is finished from this list
          </button>
        </p>
      )}
      {!list.length && <RecentTracks />}
    </div>
  )
}
