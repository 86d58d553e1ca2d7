import { earcons, type Earcon, type Note } from '../../shared/heard/earcons'

/*
 * A page without a window, which has no bridge: main calls these functions, and hears of nothing else.
 */

/** So short that no click is heard where a note begins and ends. Seconds. */
const RAMP_S = 0.006
const LOUDNESS = 0.25
/** An output that has just been opened swallows the beginning of what is played. Seconds. */
const LEAD_S = 0.08
/** An output that plays nothing is given back after this long. Milliseconds. */
const IDLE_MS = 4_000
/** Between two sounds, so that they are heard as two. Seconds. */
const GAP_S = 0.12

/** Chromium's own addition. */
type WithSink = AudioContext & { readonly setSinkId?: (id: string) => Promise<void> }

let context: AudioContext | null = null
let sink = ''
/** When the last sound ends, by the context's clock. */
let busyUntil = 0
let idle: ReturnType<typeof setTimeout> | undefined

async function outputs(): Promise<readonly MediaDeviceInfo[]> {
  const all = await navigator.mediaDevices.enumerateDevices()
  return all.filter(
    ({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== 'default' && label !== '',
  )
}

/** The context on that output, or on the system's if that output is gone. */
async function openedOn(device: string): Promise<AudioContext> {
  // With the small buffer that is the default, a busy computer cuts a tone in two.
  context ??= new AudioContext({ latencyHint: 'playback' })
  const wanted = device === '' ? undefined : (await outputs()).find(({ label }) => label === device)
  const id = wanted?.deviceId ?? ''
  if (id !== sink) {
    const choosing: WithSink = context
    await choosing.setSinkId?.(id)
    sink = id
  }
  if (context.state === 'suspended') await context.resume()
  return context
}

function schedule(on: AudioContext, { pitch, milliseconds }: Note, at: number): number {
  const end = at + milliseconds / 1_000
  if (pitch === 0) return end
  const tone = on.createOscillator()
  const loudness = on.createGain()
  tone.frequency.value = pitch
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + RAMP_S)
  loudness.gain.setValueAtTime(LOUDNESS, end - RAMP_S)
  loudness.gain.linearRampToValueAtTime(0, end)
  tone.connect(loudness).connect(on.destination)
  tone.start(at)
  tone.stop(end)
  return end
}

/** Plays it after what plays, and resolves when it is over. */
async function play(name: Earcon, device: string): Promise<void> {
  clearTimeout(idle)
  const on = await openedOn(device)
  const from = Math.max(on.currentTime + LEAD_S, busyUntil + GAP_S)
  const notes: readonly Note[] = earcons[name]
  busyUntil = notes.reduce((at, note) => schedule(on, note, at), from)
  const mine = busyUntil
  await new Promise<void>((resolve) => {
    const last = on.createConstantSource()
    last.onended = () => resolve()
    last.start()
    last.stop(mine + GAP_S)
  })
  clearTimeout(idle)
  idle = setTimeout(() => void on.suspend(), IDLE_MS)
}

function speak(text: string, language: string): Promise<void> {
  return new Promise((resolve) => {
    const spoken = new SpeechSynthesisUtterance(text)
    spoken.lang = language
    spoken.onend = () => resolve()
    spoken.onerror = () => resolve()
    speechSynthesis.speak(spoken)
  })
}

Object.assign(globalThis, {
  heard: { play, speak, devices: async () => (await outputs()).map(({ label }) => label) },
})
