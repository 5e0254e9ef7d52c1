import { useEffect, useState } from 'preact/hooks'
import { send } from '../api/client'
import { followEvents, isJobFinal } from '../api/events'
import type { Job, TrackDetail } from '../api/types'
import { EmptyState } from '../components/EmptyState'
import { formatPercent } from '../components/format'

const activity: Partial<Record<Job['state'], string>> = { queued: 'Waiting for its turn', featurizing: 'Listening', scoring: 'Judging' }

/** What is shown of a track that has no genres yet: how far its job is, or what to do. */
export function AnalysisStatus({ track, done }: { track: TrackDetail; done: () => void }) {
  const [job, setJob] = useState(track.job)
  const [asked, setAsked] = useState<string | null>(null)

  useEffect(() => {
    setJob(track.job)
    if (!track.job || isJobFinal(track.job)) return
    return followEvents<Job>(`jobs/${track.job.id}`, 'job', isJobFinal, (now) => {
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
      <EmptyState title="This track could not be analysed" error>
        <p>{job.error?.message ?? 'No reason is known.'}</p>
        <p>
          Upload the file again to give it another try, or see <a href="#/work">Work</a>.
        </p>
      </EmptyState>
    )
  }
  if (job && activity[job.state]) {
    return (
      <EmptyState title={`${activity[job.state]}…`}>
        <progress value={job.progress} max={1} aria-label="Analysis" />
        <p role="status" class="numbers">
          {formatPercent(job.progress)}
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Not analysed yet">
      <p>Nothing is at work on this track.</p>
      <button type="button" onClick={again}>
        Analyse what is missing
      </button>
      {asked && (
        <p class="bad" role="alert">
          {asked}
        </p>
      )}
    </EmptyState>
  )
}
