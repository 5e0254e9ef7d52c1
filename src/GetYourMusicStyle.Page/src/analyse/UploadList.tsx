import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { UploadRow } from './UploadRow'
import type { Upload } from './uploads'
import { useUploadRefresh } from './useUploadRefresh'

const rowHeight = 56 // pixels, as the style sheet has it

/** Files in a row each; only those that are seen are made, and kept up to date. */
export function UploadList({ uploads, name }: { uploads: Upload[]; name: string }) {
  const frame = useRef<HTMLDivElement>(null)
  const [, draw] = useState(0)
  const options = {
    count: uploads.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw((n) => n + 1),
  }
  const [rows] = useState(() => new Virtualizer<HTMLDivElement, Element>(options))
  rows.setOptions(options)
  useEffect(() => rows._didMount(), [rows])
  useLayoutEffect(() => rows._willUpdate())
  const seen = rows.getVirtualItems().flatMap(({ index, start }) => (uploads[index] ? [{ upload: uploads[index], index, start }] : []))
  useUploadRefresh(seen.map(({ upload }) => upload))
  return (
    <div ref={frame} class="rows frame" tabIndex={0} role="region" aria-label={name}>
      <ul style={{ height: rows.getTotalSize() }}>
        {seen.map(({ upload, index, start }) => (
          <UploadRow key={index} upload={upload} place={index + 1} total={uploads.length} top={start} />
        ))}
      </ul>
    </div>
  )
}
