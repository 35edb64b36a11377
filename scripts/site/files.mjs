import fs from 'node:fs'
import path from 'node:path'

/** All files in a folder and below it, in a stable order; of a file, itself. */
export function filesIn(place) {
  if (!fs.statSync(place).isDirectory()) return [place]
  return fs.readdirSync(place).sort().flatMap((name) => filesIn(path.join(place, name)))
}
