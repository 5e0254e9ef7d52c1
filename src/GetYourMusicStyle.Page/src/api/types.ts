// The answers of /api/v1, as /openapi/v1.json describes them. Times are ISO 8601 in UTC, lengths are seconds, probabilities 0 to 1.

export interface Page<T> {
  items: T[]
  next?: string | null
}

export interface Genre {
  name: string
  color: string
}

/** The ensemble in use: its genres in the order of every probability vector, with the colour each has everywhere. */
export interface Model {
  model_version: string
  name: string
  ensemble: string
  window_s: number
  hop_s: number
  genres: Genre[]
}

export interface Track {
  id: number
  sha256: string
  size_bytes: number
  file_name: string
  media_type: string
  title: string | null
  artist: string | null
  album: string | null
  tag_genre: string | null
  duration_s: number | null
  windows: number | null
  created_at: string
  /** null while there is no verdict, and when the track is silent throughout. */
  genre: string | null
  confidence: number | null
  uncertain: boolean | null
  probabilities: Record<string, number> | null
  model_version: string | null
  scored_at: string | null
}

/** What the library, or what a search finds of it, comes to. */
export interface LibrarySummary {
  tracks: number
  not_analysed: number
  silent: number
  uncertain: number
  duration_s: number
  genres: { genre: string; tracks: number; uncertain: number }[]
}

/** Every track as a point; the columns belong together by their place. `genre` is a place in `genres`, -1 for none. */
export interface TrackMap {
  model_version: string
  /** All there are; of very many, the map shows a sample. */
  total: number
  genres: string[]
  ids: number[]
  x: number[]
  y: number[]
  genre: number[]
  confidence: number[]
}

export interface TrackDetail extends Track {
  paths: { path: string; batch: string | null; created_at: string }[]
  models: { model_version: string; name: string }[]
  /** The latest that analyses it. */
  job: Job | null
}

export interface TimelineWindow {
  start_s: number
  end_s: number
  silent: boolean
  probabilities: number[] | null
}

export interface Timeline {
  track_id: number
  sha256: string
  duration_s: number | null
  genre: string | null
  confidence: number
  uncertain: boolean
  probabilities: Record<string, number> | null
  genres: string[]
  windows: TimelineWindow[]
  model_version: string
}

export type JobState = 'queued' | 'featurizing' | 'scoring' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: string
  state: JobState
  progress: number
  attempt: number
  error: { code: string; message: string } | null
  track_id: number
  track: string | null
  sha256: string
  created_at: string
  started_at: string | null
  finished_at: string | null
}

export interface Batch {
  id: string
  name: string | null
  kind: 'import' | 'rerun'
  created_at: string
  cancelled_at: string | null
  total: number
  counts: Record<JobState, number>
  rate_per_s: number
  time_left_s: number | null
  failures: Record<string, number>
}

export interface Failure {
  path: string
  job_id: string
  error: { code: string; message: string }
}

export interface Queue {
  name: 'featurize' | 'score' | 'spectrograms'
  paused: boolean
  paused_at: string | null
  waiting: number
  in_flight: number
  rate_per_s: number
}

/** How many tracks a stage would run over again. */
export interface RerunCount {
  stage: string
  missing: number
  all: number
}

/** RFC 9457. */
export interface Problem {
  type: string
  title: string
  detail?: string
  status: number
  retry_after_s?: number
}

export interface Similar extends Track {
  distance: number
  path: string | null
}

export interface Playlist {
  name: string
  model_version: string
  duration_s: number
  tracks: (Track & { path: string | null })[]
}
