// What the server sends and takes, under the names that the page uses. schema.ts is made from openapi.json (npm run api).
// Times are ISO 8601 in UTC, lengths are seconds, probabilities 0 to 1.
import type { components } from './schema'

type Schemas = components['schemas']

export type Model = Schemas['EnsembleJson']
export type Track = Schemas['TrackJson']
export type Sound = Schemas['SoundJson']
export type TrackPage = Schemas['PageOfTrackJson']
export type TrackDetail = Schemas['TrackDetailJson']
export type LibrarySummary = Schemas['LibraryJson']
export type TrackMap = Schemas['MapJson']
export type Timeline = Schemas['TimelineJson']
export type TimelineWindow = Schemas['WindowJson']
export type SimilarTrackPage = Schemas['PageOfSimilarJson']
export type Job = Schemas['JobJson']
export type Batch = Schemas['BatchJson']
export type BatchPage = Schemas['PageOfBatchJson']
export type Failure = Schemas['FailureJson']
export type FailurePage = Schemas['PageOfFailureJson']
export type RetriedJobs = Schemas['RetriedJson']
export type Queue = Schemas['QueueJson']
export type QueuePage = Schemas['PageOfQueueJson']
export type RerunStage = Schemas['RerunStage']
export type RerunScope = Schemas['RerunScope']
export type RerunCountPage = Schemas['PageOfRerunCountJson']
export type Playlist = Schemas['PlaylistJson']
export type PlaylistBody = Schemas['NewPlaylist']
export type Session = Schemas['SessionJson']
/** RFC 9457. */
export type Problem = Schemas['ProblemDetails']
