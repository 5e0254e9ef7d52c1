// What someone brings: the music among it, each with its path in their library, and what is passed over.

interface SelectedFile {
  file: File
  path: string
}

export interface FileSelection {
  /** What to call it: the folder's name, if it is one folder. */
  name: string | null
  files: SelectedFile[]
  /** What does not look like music by its name; the first few of them. */
  skipped: number
  skippedExamples: string[]
  /** Whether there was more than `most`. */
  truncated: boolean
}

/** So many files are taken at once; whoever has more uses `gyms submit`. */
export const maxFiles = 50_000
const maxDepth = 32

const audioExtensions = new Set(
  'aac ac3 aif aifc aiff ape au caf flac m4a m4b mka mp2 mp3 mp4 mpc oga ogg opus snd spx tta w64 wav wave weba webm wma wv'.split(' '),
)
const systemNames = new Set(['__macosx', '@eadir', '$recycle.bin', 'system volume information', 'thumbs.db', 'desktop.ini'])

export const accept = ['audio/*', ...[...audioExtensions].map((ending) => `.${ending}`)].join(',')

const looksLikeMusic = (file: { name: string }) => audioExtensions.has(file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase())
const isHidden = (name: string) => name.startsWith('.') || systemNames.has(name.toLowerCase())

class FileCollector implements FileSelection {
  files: SelectedFile[] = []
  skipped = 0
  skippedExamples: string[] = []
  truncated = false

  constructor(
    public name: string | null,
    private readonly seen?: (found: number) => void,
  ) {}

  /** Takes a file in, or passes it over; false when there is no room for more. */
  add(file: File, path: string): boolean {
    if (!looksLikeMusic(file) && !file.type.startsWith('audio/')) this.skip(file.name)
    else if (this.files.length >= maxFiles) this.truncated = true
    else {
      this.files.push({ file, path })
      this.seen?.(this.files.length)
    }
    return !this.truncated
  }

  skip(name: string) {
    this.skipped++
    if (this.skippedExamples.length < 3) this.skippedExamples.push(name)
  }

  /** In the order of a library: 2 before 10. */
  sorted(): this {
    const order = new Intl.Collator('en', { numeric: true })
    this.files.sort((a, b) => order.compare(a.path, b.path))
    return this
  }
}

/** Files or a folder chosen in a dialog. Paths are relative to the folder, as with `gyms submit FOLDER`. */
export function fromFiles(files: FileList): FileSelection {
  const folder = files[0]?.webkitRelativePath.split('/')
  const gathering = new FileCollector(folder && folder.length > 1 ? folder[0]! : null)
  for (const file of files) {
    const steps = (file.webkitRelativePath || file.name).split('/')
    if (steps.slice(1).some(isHidden)) continue
    if (!gathering.add(file, steps.length > 1 ? steps.slice(1).join('/') : file.name)) break
  }
  return gathering.sorted()
}

/**
 * Files and folders that were dropped, folders with all that is in them. One folder is taken as the library, or its part; several things
 * lie in the same one, so that their paths begin with their own names.
 */
export async function fromDrop(data: DataTransfer, seen: (found: number) => void): Promise<FileSelection> {
  // What was dropped can be asked for only now, before the first wait.
  const entries = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null)
  if (!entries.length) return fromFiles(data.files)
  const alone = entries.length === 1 && entries[0]!.isDirectory
  const few = entries.length <= 3 && entries.every((entry) => entry.isDirectory)
  const gathering = new FileCollector(few ? entries.map((entry) => entry.name).join(', ') : null, seen)
  if (alone) await walk(entries[0]!, '', 0, gathering)
  else {
    for (const entry of entries) {
      if (!(await walk(entry, entry.name, 0, gathering))) break
    }
  }
  return gathering.sorted()
}

async function walk(entry: FileSystemEntry, path: string, depth: number, gathering: FileCollector): Promise<boolean> {
  try {
    if (entry.isFile)
      return gathering.add(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)), path)
    if (depth > maxDepth) return true
    const reader = (entry as FileSystemDirectoryEntry).createReader()
    // A folder is read in parts, until an empty one.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed))
      if (!part.length) return true
      for (const child of part) {
        if (!isHidden(child.name) && !(await walk(child, path ? `${path}/${child.name}` : child.name, depth + 1, gathering))) return false
      }
    }
  } catch {
    gathering.skip(entry.name) // it cannot be read, or went away meanwhile
    return true
  }
}
