import { ArrowDown, ArrowUp } from 'lucide-preact'
import { defaultDescending, libraryQuery, type Sort, updateQuery } from './query'

const columns: { key: string; name: string; sort?: Sort; quiet?: boolean }[] = [
  { key: 'pick', name: 'Choose', quiet: true },
  { key: 'play', name: 'Play', quiet: true },
  { key: 'title', name: 'Title', sort: 'title' },
  { key: 'artist', name: 'Artist', sort: 'artist' },
  { key: 'genre', name: 'Genre', sort: 'genre' },
  { key: 'sure', name: 'How sure', sort: 'confidence' },
  { key: 'mix', name: 'Mix' },
  { key: 'length', name: 'Length', sort: 'duration' },
  { key: 'added', name: 'Added', sort: 'added' },
]

/** The heads of the columns; most of them sort. */
export function ColumnHeaders() {
  const { sort: by, descending } = libraryQuery.value
  return (
    <div role="rowgroup" class="lib-head">
      <div role="row" class="lib-columns" aria-rowindex={1}>
        {columns.map(({ key, name, sort, quiet }) => (
          <div
            key={key}
            role="columnheader"
            class={`c-${key}`}
            aria-sort={sort && sort === by ? (descending ? 'descending' : 'ascending') : undefined}
          >
            {!sort ? (
              <span class={quiet ? 'sr' : undefined}>{name}</span>
            ) : (
              <button
                type="button"
                class="plain"
                onClick={() => updateQuery({ sort, descending: sort === by ? !descending : defaultDescending(sort) })}
              >
                {name}
                {sort === by && (descending ? <ArrowDown aria-hidden="true" size={14} /> : <ArrowUp aria-hidden="true" size={14} />)}
              </button>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}
