import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Desktop } from '../../../scripts/lib/desktop.mjs'

/** A stretch of sound of one pitch. Hertz and milliseconds, as they were recorded. */
export type Tone = { readonly pitch: number; readonly milliseconds: number }

export type Recording = {
  /** All tones so far, in order. */
  readonly tones: () => readonly Tone[]
}

export type SoundServer = {
  /** What a program needs to play there. */
  readonly env: Record<string, string>
  /** Records one of the outputs until the server is closed; resolves once it is really recorded. */
  readonly record: (output: string) => Promise<Recording>
  readonly close: () => Promise<void>
}

const RATE = 48_000
/** Milliseconds. */
const FRAME_MS = 10
/** A quieter frame is silence; a full one has 32,767. */
const SILENCE = 600

const sink = (name: string): string[] => [
  '-L',
  `module-null-sink sink_name=${name} sink_properties=device.description=${name}`,
]

/** PulseAudio with these outputs, which nobody hears; the first one is the system's. */
export async function startSound(desktop: Desktop, ...outputs: readonly string[]): Promise<SoundServer> {
  const socket = join(desktop.folder, 'pulse.sock')
  const env = { PULSE_SERVER: `unix:${socket}` }
  const all = { ...desktop.env, ...env, PULSE_RUNTIME_PATH: join(desktop.folder, 'pulse') }
  const server = ['-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`]
  const plain = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--disable-shm=yes', '--use-pid-file=no']
  const pulse = spawn('pulseaudio', [...plain, ...outputs.flatMap(sink), ...server], {
    env: all,
    stdio: 'ignore',
  })
  await appears(socket)
  return {
    env,
    record: async (output) => {
      const words = ['-d', `${output}.monitor`, '--raw', '--format=s16le', `--rate=${RATE}`, '--channels=1']
      const recorder = spawn('parec', [...words, '--latency-msec=20'], {
        env: all,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const pieces: Buffer[] = []
      recorder.stdout.on('data', (piece: Buffer) => pieces.push(piece))
      await once(recorder.stdout, 'data')
      return { tones: () => tonesOf(Buffer.concat(pieces)) }
    },
    close: async () => {
      pulse.kill('SIGKILL')
      await once(pulse, 'close')
    },
  }
}

async function appears(path: string): Promise<void> {
  const watcher = watch(dirname(path))
  while (!existsSync(path)) await once(watcher, 'change')
  watcher.close()
}

/** Frames that follow one another and have the same pitch are one tone. */
function tonesOf(recorded: Buffer): readonly Tone[] {
  const tones: { pitch: number; milliseconds: number }[] = []
  let current: { pitches: number[] } | null = null
  const flush = (): void => {
    if (current === null) return
    const sorted = [...current.pitches].sort((one, other) => one - other)
    const milliseconds = current.pitches.length * FRAME_MS
    tones.push({ pitch: sorted[Math.floor(sorted.length / 2)] ?? 0, milliseconds })
    current = null
  }
  const size = (RATE / 1_000) * FRAME_MS
  for (let at = 0; (at + size) * 2 <= recorded.length; at += size) {
    const pitch = pitchOf(recorded, at, size)
    const last = current?.pitches.at(-1)
    if (pitch === 0) flush()
    else if (current !== null && last !== undefined && Math.abs(last - pitch) < last * 0.2)
      current.pitches.push(pitch)
    else {
      flush()
      current = { pitches: [pitch] }
    }
  }
  flush()
  // The frame in which one note becomes another is of neither.
  return tones.filter(({ milliseconds }) => milliseconds > FRAME_MS)
}

/** By the distance from its first rise through zero to its last one; 0 for silence. */
function pitchOf(recorded: Buffer, from: number, size: number): number {
  let peak = 0
  const rises: number[] = []
  for (let index = 1; index < size; index++) {
    const before = recorded.readInt16LE((from + index - 1) * 2)
    const now = recorded.readInt16LE((from + index) * 2)
    peak = Math.max(peak, Math.abs(now))
    if (before < 0 && now >= 0) rises.push(index - now / (now - before))
  }
  const [first, last] = [rises[0], rises.at(-1)]
  if (peak < SILENCE || first === undefined || last === undefined || rises.length < 2) return 0
  return ((rises.length - 1) * RATE) / (last - first)
}
