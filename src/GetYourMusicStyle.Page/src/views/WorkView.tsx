import type { QueuePage } from '../api/types'
import { useGet } from '../api/useGet'
import { EmptyState } from '../components/EmptyState'
import { BatchList } from '../work/BatchList'
import { QueueCard } from '../work/QueueCard'
import { stages } from '../work/stages'
import { useBatches } from '../work/useBatches'

/** What the server has to do: its stages with their switches, and the batches. */
export function WorkView() {
  const queues = useGet<QueuePage>('queues', 2)
  const batches = useBatches()
  return (
    <>
      <h1>Work</h1>
      <section aria-labelledby="stages-title">
        <h2 id="stages-title" class="sr">
          Stages
        </h2>
        {queues.data ? (
          <div class="stages">
            {stages.map((stage) => {
              const queue = queues.data!.items.find((q) => q.name === stage.queue)
              return (
                queue && (
                  <QueueCard
                    key={stage.queue}
                    stage={stage}
                    queue={queue}
                    changed={queues.reload}
                    started={() => {
                      queues.reload()
                      batches.reload()
                    }}
                  />
                )
              )
            })}
          </div>
        ) : queues.error ? (
          <EmptyState title="The stages cannot be shown" error>
            {queues.error.message}
          </EmptyState>
        ) : (
          <p class="quiet" aria-busy="true">
            Looking up the stages
          </p>
        )}
      </section>
      <section aria-labelledby="batches-title">
        <h2 id="batches-title">Batches</h2>
        <BatchList list={batches} held={queues.data?.items.some((queue) => queue.paused && queue.waiting > 0) ?? false} />
      </section>
    </>
  )
}
