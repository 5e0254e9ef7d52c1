// How far a file is, in words.
import { confidenceInWords, percent } from '../components/format'
import type { Upload } from './uploads'

export function stateInWords(upload: Upload): string {
  switch (upload.state) {
    case 'waiting':
      return 'Waits for its turn'
    case 'sending':
      return upload.note ?? (upload.sent < 1 ? `Sending, ${percent(upload.sent)}` : 'Sent, being stored')
    case 'analysing':
      return upload.job?.state === 'queued' ? 'Waits to be analysed' : `Listening, ${percent(upload.job?.progress)}`
    case 'done':
      return upload.track ? confidenceInWords(upload.track.genre, upload.track.confidence, upload.track.uncertain) : 'Done'
    case 'failed':
      return upload.error ?? 'It failed'
    case 'cancelled':
      return 'Cancelled'
  }
}
