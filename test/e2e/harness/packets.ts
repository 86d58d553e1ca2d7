/** A packet, as far as it says where it goes. */
export type Packet = {
  /** `tcp`, `udp` and the like; the kernel's own asking for neighbours and routers is `kernel`. */
  readonly kind: string
  readonly from: string
  readonly to: string
  /** The name that is asked for, where it is a question to a name server. */
  readonly asks: string
}

const [IPV4, IPV6] = [0x0800, 0x86dd]
const [TCP, UDP, ICMP6] = [6, 17, 58]
/** Who asks for routers, and says which groups it belongs to, is the kernel alone. */
const OF_THE_KERNEL = [133, 143]

export function readPacket(protocol: number, bytes: Buffer): Packet {
  if (protocol === IPV4) {
    const [from, to] = [12, 16].map((at) => bytes.subarray(at, at + 4).join('.'))
    return readInner(bytes.readUInt8(9), bytes.subarray((bytes.readUInt8(0) & 0x0f) * 4), from, to)
  }
  if (protocol === IPV6) {
    const [from, to] = [8, 24].map((at) => `[${bytes.subarray(at, at + 16).toString('hex')}]`)
    // A message about groups stands behind a header of its own.
    const isStepped = bytes.readUInt8(6) === 0
    const inner = bytes.subarray(isStepped ? 48 : 40)
    return readInner(bytes.readUInt8(isStepped ? 40 : 6), inner, from, to)
  }
  return { kind: `protocol ${protocol.toString(16)}`, from: '', to: bytes.toString('hex'), asks: '' }
}

function readInner(protocol: number, bytes: Buffer, from = '', to = ''): Packet {
  if (protocol === ICMP6 && OF_THE_KERNEL.includes(bytes.readUInt8(0)))
    return { kind: 'kernel', from, to, asks: '' }
  if (protocol !== TCP && protocol !== UDP) return { kind: `ip ${protocol}`, from, to, asks: '' }
  const [source, target] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)]
  return {
    kind: protocol === TCP ? 'tcp' : 'udp',
    from: `${from}:${source}`,
    to: `${to}:${target}`,
    asks: protocol === UDP && target === 53 ? nameIn(bytes.subarray(8 + 12)) : '',
  }
}

/** The labels of a question, each behind its length. */
function nameIn(question: Buffer): string {
  const labels: string[] = []
  for (let at = 0; at < question.length;) {
    const length = question.readUInt8(at)
    if (length === 0) break
    labels.push(question.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += 1 + length
  }
  return labels.join('.')
}
