// Why tracks fail, in words, and what to do about it. The codes are stable; an unknown one is shown as it is.

export interface Reason {
  title: string
  advice: string
  /** Whether trying again may help without changing the file. */
  again: boolean
}

const file = (title: string, advice: string): Reason => ({ title, advice, again: false })
const place = (title: string, advice: string): Reason => ({ title, advice, again: true })

const reasons: Record<string, Reason> = {
  'not-audio': file('Not music', 'No known audio format. If the file plays elsewhere, convert it to FLAC, MP3 or Ogg and send that.'),
  damaged: file('Damaged', 'The audio breaks off or cannot be decoded. Copy or rip the file again and send the new one.'),
  empty: file('Empty', 'There is no sound in the file, often after an interrupted copy. Copy it again and send the new one.'),
  'too-short': file('Too short', 'Genres need at least 3 seconds of music. Nothing to do.'),
  'too-long': file('Too long', 'Longer than this server takes. Cut it into parts, or ask whoever runs the server to allow longer files.'),
  unsupported: file(
    'Unsupported kind of audio',
    'Its codec, sample rate or number of channels is not supported. Convert it to FLAC, MP3 or Ogg and send that.',
  ),
  unreadable: place('Unreadable', 'The server could not read its copy. Try again; if it stays, send the file again.'),
  missing: place('The file is gone', 'The server does not have its copy any more. Send the file again.'),
  'audio-missing': place('The audio is gone', 'The server does not have the audio any more. Send the file again.'),
  'features-missing': place('Earlier results are gone', 'What an earlier step left is gone or damaged. Try again; it is then made anew.'),
  'timed-out': place(
    'Decoding stood still',
    'The decoder gave nothing for too long. Try again when the server is less busy; if it stays, convert the file.',
  ),
  'decoder-crashed': file('The decoder gave up', 'The file brings the decoder down. Convert it to FLAC, MP3 or Ogg and send that.'),
  quarantined: file(
    'Set aside',
    'Workers stopped over this file again and again, so it is left alone to protect the others. Convert it, or send another copy.',
  ),
  model: place(
    'The model did not run',
    'Scoring failed for a reason of the server, not of the file. Whoever runs the server finds more in its log; then try again.',
  ),
  storage: place('The storage was away', 'The server could not reach its files for a while. Try again once it is back.'),
  catalog: place('The database was away', 'The server could not reach its database for a while. Try again once it is back.'),
  disk: place('Trouble with the disk', 'The server could not write or read; its disk may be full. Make room, then try again.'),
  timeout: place('It took too long', 'The server was too busy. Try again later.'),
  error: place('Something went wrong', 'Try again. If it fails again, whoever runs the server finds more in its log.'),
}

export const reasonOf = (code: string): Reason =>
  reasons[code] ?? place(code, 'Try again. If it fails again, whoever runs the server finds more in its log.')
