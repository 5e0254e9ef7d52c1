import type { ComponentChildren } from 'preact'

/** What is shown where there is nothing yet, or something went wrong: what it is, and what to do next. `whole`: there is nothing else in the view. */
export function EmptyState({
  title,
  children,
  error,
  whole,
}: {
  title: string
  children?: ComponentChildren
  error?: boolean
  whole?: boolean
}) {
  const Heading = whole ? 'h1' : 'h2'
  return (
    <section class="empty" role={error ? 'alert' : undefined}>
      <Heading>{title}</Heading>
      {children && <div>{children}</div>}
    </section>
  )
}
