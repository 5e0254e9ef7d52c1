// Why tracks fail, in words, and what to do about it. The codes are stable; an unknown one is shown as it is.

export interface FailureReason {
  title: string
  advice: string
  /** Whether trying again may help without changing the file. */
  retryable: boolean
}

const fileFault = (title: string, advice: string): FailureReason => ({ title, advice, retryable: false })
const serverFault = (title: string, advice: string): FailureReason => ({ title, advice, retryable: true })

const reasons: Record<string, FailureReason> = {
  'not-audio': fileFault('Not music', 'No known audio format. If the file plays elsewhere, convert it to FLAC, MP3 or Ogg and send that.'),
  damaged: fileFault('Damaged', 'The audio breaks off or cannot be decoded. Copy or rip the file again and send the new one.'),
  empty: fileFault('Empty', 'There is no sound in the file, often after an interrupted copy. Copy it again and send the new one.'),
  'too-short': fileFault('Too short', 'Genres need at least 3 seconds of music. Nothing to do.'),
  'too-long': fileFault(
    'Too long',
    'Longer than this server takes. Cut it into parts, or ask whoever runs the server to allow longer files.',
  ),
  unsupported: fileFault(
    'Unsupported kind of audio',
    'Its codec, sample rate or number of channels is not supported. Convert it to FLAC, MP3 or Ogg and send that.',
  ),
  unreadable: serverFault('Unreadable', 'The server could not read its copy. Try again; if it stays, send the file again.'),
  missing: serverFault('The file is gone', 'The server does not have its copy any more. Send the file again.'),
  'audio-missing': serverFault('The audio is gone', 'The server does not have the audio any more. Send the file again.'),
  'features-missing': serverFault(
    'Earlier results are gone',
    'What an earlier step left is gone or damaged. Try again; it is then made anew.',
  ),
  'timed-out': serverFault(
    'Decoding stood still',
    'The decoder gave nothing for too long. Try again when the server is less busy; if it stays, convert the file.',
  ),
  'decoder-crashed': fileFault('The decoder gave up', 'The file brings the decoder down. Convert it to FLAC, MP3 or Ogg and send that.'),
  quarantined: fileFault(
    'Set aside',
    'Workers stopped over this file again and again, so it is left alone to protect the others. Convert it, or send another copy.',
  ),
  model: serverFault(
    'The model did not run',
    'Scoring failed for a reason of the server, not of the file. Whoever runs the server finds more in its log; then try again.',
  ),
  storage: serverFault('The storage was away', 'The server could not reach its files for a while. Try again once it is back.'),
  catalog: serverFault('The database was away', 'The server could not reach its database for a while. Try again once it is back.'),
  disk: serverFault('Trouble with the disk', 'The server could not write or read; its disk may be full. Make room, then try again.'),
  timeout: serverFault('It took too long', 'The server was too busy. Try again later.'),
  error: serverFault('Something went wrong', 'Try again. If it fails again, whoever runs the server finds more in its log.'),
}

export const reasonOf = (code: string): FailureReason =>
  reasons[code] ?? serverFault(code, 'Try again. If it fails again, whoever runs the server finds more in its log.')
