import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Question {
  title: string
  yes: string
  no?: string
  children: ComponentChildren
  onYes: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back; Escape and the second button leave things as they are. */
export function ConfirmDialog({ title, yes, no = 'Leave it', children, onYes, onClose }: Question) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={onClose}>
      <article>
        <h2 id="confirm-title">{title}</h2>
        <div>{children}</div>
        <footer class="row">
          <button type="button" class="secondary outline" autofocus onClick={() => dialog.current?.close()}>
            {no}
          </button>
          <button
            type="button"
            onClick={() => {
              dialog.current?.close()
              onYes()
            }}
          >
            {yes}
          </button>
        </footer>
      </article>
    </dialog>
  )
}
