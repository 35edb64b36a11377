// Holds two built sites against each other: same file names, same contents. What is compressed is
// compared by what it unpacks to, since two compressors need not agree on the bytes.

import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { filesIn } from './files.mjs'

const unpack = { '.br': zlib.brotliDecompressSync, '.gz': zlib.gunzipSync }

function contentsBy(folder) {
  return new Map(
    filesIn(folder).map((file) => {
      const bytes = fs.readFileSync(file)
      return [path.relative(folder, file), unpack[path.extname(file)]?.(bytes) ?? bytes]
    }),
  )
}

const [left, right] = process.argv.slice(2)
const [a, b] = [contentsBy(left), contentsBy(right)]
const differences = [...new Set([...a.keys(), ...b.keys()])].filter(
  (name) => !a.has(name) || !b.has(name) || !a.get(name).equals(b.get(name)),
)
for (const name of differences) {
  const where = !a.has(name) ? `only in ${right}` : !b.has(name) ? `only in ${left}` : 'differs'
  console.error(`${name}: ${where}`)
}
process.exit(differences.length ? 1 : 0)
