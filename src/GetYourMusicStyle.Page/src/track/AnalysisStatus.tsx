import { useEffect, useState } from 'preact/hooks'
import { send } from '../api/client'
import { follow, jobEnded } from '../api/events'
import type { Job, TrackDetail } from '../api/types'
import { Empty } from '../components/EmptyState'
import { percent } from '../components/format'

const doing: Partial<Record<Job['state'], string>> = { queued: 'Waiting for its turn', featurizing: 'Listening', scoring: 'Judging' }

/** What is shown of a track that has no genres yet: how far its job is, or what to do. */
export function Waiting({ track, done }: { track: TrackDetail; done: () => void }) {
  const [job, setJob] = useState(track.job)
  const [asked, setAsked] = useState<string | null>(null)

  useEffect(() => {
    setJob(track.job)
    if (!track.job || jobEnded(track.job)) return
    return follow<Job>(`jobs/${track.job.id}`, 'job', jobEnded, (now) => {
      setJob(now)
      if (now.state === 'done') done()
    })
  }, [track.job, done])

  async function again() {
    try {
      await send('POST', 'reruns', { stage: 'scores', scope: 'missing' })
      setAsked(null)
      done()
    } catch (error) {
      setAsked((error as Error).message)
    }
  }

  if (job?.state === 'failed') {
    return (
      <Empty title="This track could not be analysed" error>
        <p>{job.error?.message ?? 'No reason is known.'}</p>
        <p>
          Upload the file again to give it another try, or see <a href="#/work">Work</a>.
        </p>
      </Empty>
    )
  }
  if (job && doing[job.state]) {
    return (
      <Empty title={`${doing[job.state]}…`}>
        <progress value={job.progress} max={1} aria-label="Analysis" />
        <p role="status" class="numbers">
          {percent(job.progress)}
        </p>
      </Empty>
    )
  }
  return (
    <Empty title="Not analysed yet">
      <p>Nothing is at work on this track.</p>
      <button type="button" onClick={again}>
        Analyse what is missing
      </button>
      {asked && (
        <p class="bad" role="alert">
          {asked}
        </p>
      )}
    </Empty>
  )
}
