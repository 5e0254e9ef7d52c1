// The rows in view of a list that scrolls with the page (virtual-core inside Preact).
import { defaultRangeExtractor, observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface VirtualRows {
  count: number
  height: number
  body: RefObject<HTMLElement>
  always: number
  above: number
  below: number
}

/** `always` is a row that stays there wherever the page is: the one with the focus. `above` and `below` are covered by what sticks to the edges. */
export function useVirtualRows({ count, height, body, always, above, below }: VirtualRows) {
  const [, redraw] = useState(0)
  const [margin, setMargin] = useState(0)
  const virtual = useRef<Virtualizer<Window, Element>>()
  const options = {
    count,
    estimateSize: () => height,
    scrollMargin: margin,
    scrollPaddingStart: above,
    scrollPaddingEnd: below,
    overscan: 6,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const inView = defaultRangeExtractor(range)
      if (always < 0 || always >= count || inView.includes(always)) return inView
      return always < inView[0]! ? [always, ...inView] : [...inView, always]
    },
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    onChange: () => redraw((n) => n + 1),
  }
  virtual.current ??= new Virtualizer<Window, Element>(options)
  virtual.current.setOptions(options)

  useLayoutEffect(() => virtual.current!._didMount(), [])
  useLayoutEffect(() => virtual.current!._willUpdate())
  useLayoutEffect(() => {
    // What stands above the list may wrap or go; asked only then, as the question makes the browser lay out the page.
    const measure = () => setMargin(Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    measure()
    return () => watch.disconnect()
  }, [body])
  useLayoutEffect(() => virtual.current!.measure(), [height])
  return {
    items: virtual.current.getVirtualItems(),
    total: virtual.current.getTotalSize(),
    margin,
    scrollTo: (index: number) => virtual.current!.scrollToIndex(index),
  }
}
