// Bundles the page into one folder:  node build.mjs [--out DIR] [--watch]
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, context } from 'esbuild'

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const argument = (name) => process.argv[process.argv.indexOf(name) + 1]
const out = process.argv.includes('--out') ? path.resolve(argument('--out')) : path.resolve(here, '../../artifacts/page')
const watch = process.argv.includes('--watch')

const options = {
  absWorkingDir: here,
  entryPoints: { page: 'src/main.tsx' },
  outdir: path.join(out, 'assets'),
  // A name that changes with its content may be cached for ever.
  entryNames: watch ? '[name]' : '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: !watch,
  sourcemap: watch,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
}

async function writeIndex({ metafile }) {
  const made = Object.keys(metafile.outputs).map((file) => path.relative(path.resolve(out), path.resolve(here, file)).replaceAll('\\', '/'))
  const find = (pattern) => made.find((file) => pattern.test(file))
  const index = (await readFile(path.join(here, 'src/index.html'), 'utf8'))
    .replace('%SCRIPT%', find(/^assets\/page[^/]*\.js$/))
    .replace('%STYLE%', find(/^assets\/page[^/]*\.css$/))
  await writeFile(path.join(out, 'index.html'), index)
}

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await cp(path.join(here, 'static'), out, { recursive: true })
if (watch) {
  const running = await context({
    ...options,
    plugins: [{ name: 'index', setup: (b) => b.onEnd((result) => result.metafile && writeIndex(result)) }],
  })
  await running.watch()
} else {
  await writeIndex(await build(options))
}
