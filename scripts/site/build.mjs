// Builds the release without cargo-leptos, which takes longer to compile than all the rest: cargo
// for both halves, wasm-bindgen, wasm-opt, CSS. The settings are cargo-leptos's own, read from
// Cargo.toml, and so is the outcome: scripts/site/compare.mjs holds the two against each other.

import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { filesIn } from './files.mjs'

const metadata = JSON.parse(
  execFileSync('cargo', ['metadata', '--no-deps', '--format-version=1'], { maxBuffer: 1 << 26 }),
)
const crate = metadata.packages[0]
const settings = crate.metadata.leptos
const target = metadata.target_directory
const site = settings['site-root']
const pkg = path.join(site, settings['site-pkg-dir'])
const name = settings['output-name']
const assets = settings['assets-dir']
const frontTarget = path.join(target, 'front')
const bindings = path.join(frontTarget, 'bindings')
const hashFile = path.join(target, 'release/hash.txt')

const understood = [
  'assets-dir', 'bin-default-features', 'bin-features', 'browserquery', 'end2end-cmd', 'end2end-dir',
  'hash-files', 'js-minify', 'lib-default-features', 'lib-features', 'lib-profile-release', 'output-name',
  'reload-port', 'site-addr', 'site-pkg-dir', 'site-root', 'style-bundle', 'style-file',
]

process.on('uncaughtException', (error) => {
  console.error(`Live Loop: ${error.message}`)
  process.exit(1)
})

function say(text) {
  console.error(`==> ${text}`)
}

function digest(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** A digest of the names and the contents of files and folders. */
function contentsOf(...places) {
  const files = places.filter((place) => fs.existsSync(place)).flatMap(filesIn)
  return digest(...files.flatMap((file) => [file, fs.readFileSync(file)]))
}

/** Does `work` unless `stamp` says that it was done for these inputs and that its outputs still stand. */
function once(stamp, inputs, outputs, work) {
  const present = () => outputs.every((output) => fs.existsSync(output))
  const state = () => `${inputs} ${contentsOf(...outputs)}`
  if (present() && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === state()) return
  work()
  fs.writeFileSync(stamp, state())
}

function cargoBuild(args, signal) {
  // What cargo-leptos sets; the same, so that neither way makes cargo compile anew what the other has.
  const env = {
    ...process.env,
    LEPTOS_OUTPUT_NAME: name,
    LEPTOS_SITE_ROOT: site,
    LEPTOS_SITE_PKG_DIR: settings['site-pkg-dir'],
    LEPTOS_HASH_FILES: String(settings['hash-files']),
  }
  return new Promise((resolve, reject) => {
    const cargo = spawn('cargo', ['build', '--locked', '--package', crate.name, ...args], { env, signal, stdio: 'inherit' })
    cargo.on('error', reject)
    cargo.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('cargo could not compile it'))))
  })
}

const features = (half) => [
  ...(settings[`${half}-default-features`] ? [] : ['--no-default-features']),
  `--features=${settings[`${half}-features`].join(',')}`,
]

/** Both halves at once: the long single-threaded end of the WASM overlaps with the server's crates. */
async function compile() {
  const profile = settings['lib-profile-release']
  const wasm = 'wasm32-unknown-unknown'
  const stop = new AbortController()
  const halves = [
    ['--bin', name, ...features('bin'), '--release'],
    ['--lib', ...features('lib'), '--target', wasm, '--target-dir', frontTarget, '--profile', profile],
  ]
  // Where one half fails, the other need not be waited for.
  await Promise.all(halves.map((args) => cargoBuild(args, stop.signal))).catch((error) => {
    stop.abort()
    throw error
  })
  return path.join(frontTarget, wasm, profile, `${crate.name.replaceAll('-', '_')}.wasm`)
}

/** Turns the WASM into a module that a browser loads, as small as it gets. */
function bind(wasm) {
  say('Shrinking the WASM (about half a minute)')
  fs.rmSync(bindings, { recursive: true, force: true })
  execFileSync('wasm-bindgen', ['--target=web', `--out-name=${name}`, `--out-dir=${bindings}`, wasm])
  const module = path.join(bindings, `${name}.wasm`)
  fs.renameSync(path.join(bindings, `${name}_bg.wasm`), module)
  const options = ['-Oz', '--enable-bulk-memory', '--enable-nontrapping-float-to-int']
  execFileSync('wasm-opt', [...options, module, '-o', module], { stdio: 'inherit' })
}

function bundleStyle() {
  const css = path.join(pkg, `${name}.css`)
  const bundle = settings['style-bundle'] ? ['--bundle'] : []
  const options = [...bundle, '--minify', '--targets', settings.browserquery]
  execFileSync('lightningcss', [...options, settings['style-file'], '-o', css], { stdio: 'inherit' })
}

/** Puts a digest into each file's name, so that browsers may keep it for good. */
function nameByContent() {
  const hashes = {}
  const renamed = []
  // wasm-bindgen's snippets are imported by their own names, from a folder that has a hash already.
  for (const file of filesIn(pkg).filter((file) => !file.includes('/snippets/'))) {
    const hash = createHash('md5').update(fs.readFileSync(file)).digest('base64url')
    const { dir, name: stem, ext } = path.parse(file)
    const hashed = path.join(dir, `${stem}.${hash}${ext}`)
    fs.renameSync(file, hashed)
    renamed.push([path.relative(pkg, file), path.relative(pkg, hashed)])
    if (stem === name) hashes[ext.slice(1)] = hash
  }
  const js = path.join(pkg, `${name}.${hashes.js}.js`)
  const linked = renamed.reduce((text, [from, to]) => text.replaceAll(from, to), fs.readFileSync(js, 'utf8'))
  fs.writeFileSync(js, linked)
  fs.writeFileSync(hashFile, ['js', 'wasm', 'css'].map((kind) => `${kind}: ${hashes[kind]}\n`).join(''))
}

function precompress() {
  for (const file of filesIn(site)) {
    const bytes = fs.readFileSync(file)
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }))
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes))
  }
}

function assemble() {
  say('Putting the site together (seconds)')
  fs.rmSync(site, { recursive: true, force: true })
  if (fs.existsSync(assets)) fs.cpSync(assets, site, { recursive: true })
  fs.cpSync(bindings, pkg, { recursive: true })
  bundleStyle()
  if (settings['hash-files']) nameByContent()
  precompress()
}

const unknown = Object.keys(settings).filter((key) => !understood.includes(key))
if (unknown.length) throw new Error(`scripts/site/build.mjs knows nothing of these settings in Cargo.toml: ${unknown}`)

say('Compiling the server and the WASM (about 6 min from nothing)')
const wasm = await compile()
const recipe = contentsOf('Cargo.toml', 'scripts/site/build.mjs', 'scripts/site/package-lock.json')
once(path.join(frontTarget, 'bindings.stamp'), digest(recipe, contentsOf(wasm)), [bindings], () => bind(wasm))
const sources = contentsOf(bindings, path.dirname(settings['style-file']), assets)
once(path.join(target, 'site.stamp'), digest(recipe, sources), settings['hash-files'] ? [site, hashFile] : [site], assemble)
