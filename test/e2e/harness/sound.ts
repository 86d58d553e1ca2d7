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
/** A shorter silence is a hole in a tone; the shortest between two tones of one sound is 70 ms. */
const HOLE_MS = 40
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

type Stretch = { readonly pitches: number[]; readonly from: number; to: number }

/** Frames that follow one another and have the same pitch are one tone, even if a busy computer played it with a hole. */
function tonesOf(recorded: Buffer): readonly Tone[] {
  const stretches: Stretch[] = []
  const size = (RATE / 1_000) * FRAME_MS
  for (let frame = 0; (frame + 1) * size * 2 <= recorded.length; frame++) {
    const pitch = pitchOf(recorded, frame * size, size)
    if (pitch === 0) continue
    const last = stretches.at(-1)
    if (last?.to === frame && isOnePitch(last, pitch)) {
      last.pitches.push(pitch)
      last.to = frame + 1
    } else stretches.push({ pitches: [pitch], from: frame, to: frame + 1 })
  }
  const tones: Stretch[] = []
  for (const stretch of stretches) {
    // The frame in which one note becomes another is of neither.
    if (stretch.pitches.length === 1) continue
    const before = tones.at(-1)
    const hole = stretch.from - (before?.to ?? -Infinity)
    if (before !== undefined && hole * FRAME_MS <= HOLE_MS && isOnePitch(before, middle(stretch.pitches))) {
      before.pitches.push(...stretch.pitches)
      before.to = stretch.to
    } else tones.push(stretch)
  }
  return tones.map(({ pitches, from, to }) => ({
    pitch: middle(pitches),
    milliseconds: (to - from) * FRAME_MS,
  }))
}

const isOnePitch = ({ pitches }: Stretch, pitch: number): boolean =>
  Math.abs(middle(pitches) - pitch) < pitch * 0.2

const middle = (pitches: readonly number[]): number =>
  [...pitches].sort((one, other) => one - other)[Math.floor(pitches.length / 2)] ?? 0

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
