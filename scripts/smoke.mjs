// One call, as two browsers make it, but for picture and sound: `node smoke.mjs URL`. Says what it found, and ends
// with 1 where something is not as it should be.

const site = new URL(process.argv[2])
const PATIENCE = 10_000

function assert(holds, what) {
  if (!holds) throw new Error(what)
  console.log(`  ${what}`)
}

async function get(path) {
  return fetch(new URL(path, site), { signal: AbortSignal.timeout(PATIENCE) })
}

/** One end of a call: sends frames, and awaits those that it is told to. */
class Person {
  #heard = []
  #wake = () => {}

  static async connect() {
    const url = new URL('/ws', site)
    url.protocol = url.protocol.replace('http', 'ws')
    const person = new Person()
    person.socket = new WebSocket(url)
    person.socket.addEventListener('message', ({ data }) => {
      person.#heard.push(JSON.parse(data))
      person.#wake()
    })
    await new Promise((resolve, reject) => {
      person.socket.addEventListener('open', resolve)
      person.socket.addEventListener('error', () => reject(new Error(`no socket at ${url}`)))
    })
    person.send('session/hello', { protocol: 1 })
    await person.hears('session/welcome')
    return person
  }

  send(name, data) {
    const [ns, event] = name.split('/')
    this.socket.send(JSON.stringify({ ns, event, data }))
  }

  /** The data of the next frame of that name. */
  async hears(name) {
    const deadline = AbortSignal.timeout(PATIENCE)
    for (;;) {
      const found = this.#heard.findIndex(({ ns, event }) => `${ns}/${event}` === name)
      if (found >= 0) return this.#heard.splice(found, 1)[0].data
      await new Promise((resolve, reject) => {
        this.#wake = resolve
        deadline.addEventListener('abort', () => reject(new Error(`${name} was not heard in time`)))
      })
    }
  }
}

try {
  const health = await (await get('/health')).json()
  assert(health.status === 'healthy', `${health.status}, version ${health.version}, Redis ${health.services.redis}`)
  const page = await (await get('/call')).text()
  const script = page.match(/\/pkg\/[^"']+\.js/)?.[0]
  assert(script && (await get(script)).ok, 'the page and its script are served')

  // A room by link: on a site with visitors, strangers are not met.
  const made = await fetch(new URL('/api/rooms', site), { method: 'POST', signal: AbortSignal.timeout(PATIENCE) })
  const { roomId } = await made.json()
  const [ada, bob] = [await Person.connect(), await Person.connect()]
  ada.send('matchmaking/join-room', { roomId, userName: 'Ada' })
  await ada.hears('matchmaking/room-waiting')
  bob.send('matchmaking/join-room', { roomId, userName: 'Bob' })
  const [{ polite }] = await Promise.all([ada.hears('matchmaking/match-done'), bob.hears('matchmaking/match-done')])
  assert(typeof polite === 'boolean', 'two people meet')
  ada.send('signaling/negotiation-call-offer', { roomId, sdp: 'v=0' })
  assert((await bob.hears('signaling/negotiation-call-offer')).sdp === 'v=0', 'a signal is relayed')
  bob.send('chat/newMessage', { roomId, message: 'hello' })
  assert((await ada.hears('chat/newMessage')).message === 'hello', 'a message arrives')
  ada.send('session/bye', {})
  assert((await bob.hears('matchmaking/peer-left')).reason === 'stopped', 'who leaves is missed')
  bob.send('session/bye', {})
} catch (error) {
  console.error(`Live Loop: ${error.message}`)
  process.exitCode = 1
}
