// How far a file is, in words.
import { confidenceInWords, formatPercent } from '../components/format'
import type { Upload } from './uploads'

export function statusText(upload: Upload): string {
  switch (upload.state) {
    case 'waiting':
      return 'Waits for its turn'
    case 'sending':
      return upload.waitingFor ?? (upload.sent < 1 ? `Sending, ${formatPercent(upload.sent)}` : 'Sent, being stored')
    case 'analysing':
      return upload.job?.state === 'queued' ? 'Waits to be analysed' : `Listening, ${formatPercent(upload.job?.progress)}`
    case 'done':
      return upload.track ? confidenceInWords(upload.track) : 'Done'
    case 'failed':
      return upload.error ?? 'It failed'
    case 'cancelled':
      return 'Cancelled'
  }
}
