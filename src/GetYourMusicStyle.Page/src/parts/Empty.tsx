import type { ComponentChildren } from 'preact'

/** What is shown where there is nothing yet, or something went wrong: what it is, and what to do next. */
export function Empty({ title, children, error }: { title: string; children?: ComponentChildren; error?: boolean }) {
  return (
    <section class="empty" role={error ? 'alert' : undefined}>
      <h2>{title}</h2>
      {children && <div>{children}</div>}
    </section>
  )
}
