// The made list as the person has changed it: rows taken out and moved.

export interface Row {
  id: number
}

export const without = <T extends Row>(rows: T[], id: number): T[] => rows.filter((row) => row.id !== id)

/** The row goes to the place `to`, from 0; the others close up. */
export function moved<T extends Row>(rows: T[], id: number, to: number): T[] {
  const row = rows.find((r) => r.id === id)
  if (!row) return rows
  const rest = without(rows, id)
  const at = Math.min(rest.length, Math.max(0, to))
  return [...rest.slice(0, at), row, ...rest.slice(at)]
}

/** Rows taken out earlier come back where they were. */
export const restored = <T extends Row>(rows: T[], row: T, at: number): T[] => [...rows.slice(0, at), row, ...rows.slice(at)]

export const sameOrder = (a: Row[], b: Row[]) => a.length === b.length && a.every((row, i) => row.id === b[i]!.id)
