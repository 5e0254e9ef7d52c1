// The three stages of the work, as people call them.
import { AudioWaveform, ChartArea, Image, type LucideIcon } from 'lucide-preact'
import type { Queue, RerunStage } from '../api/types'

export interface Stage {
  queue: Queue['name']
  /** Its name in POST /reruns. */
  rerun: RerunStage
  name: string
  description: string
  /** What doing it for all tracks means, for those about to ask for it. */
  rerunAllWarning: string
  Icon: LucideIcon
}

export const stages: Stage[] = [
  {
    queue: 'featurize',
    rerun: 'features',
    name: 'Analysis',
    Icon: AudioWaveform,
    description: 'Listens to each track and measures its sound, six seconds at a time.',
    rerunAllWarning: 'Every track is listened to again. That takes about as long as the first time; genres stay as they are until then.',
  },
  {
    queue: 'score',
    rerun: 'scores',
    name: 'Scoring',
    Icon: ChartArea,
    description: 'Turns the measurements into genres, window by window.',
    rerunAllWarning:
      'Every track gets its genres anew from what was measured before. That is quick, and changes nothing unless the model did.',
  },
  {
    queue: 'spectrograms',
    rerun: 'spectrograms',
    name: 'Pictures',
    Icon: Image,
    description: 'Draws the spectrogram strip of each track, when asked.',
    rerunAllWarning: 'The pictures of every track are drawn again, over those there are.',
  },
]
