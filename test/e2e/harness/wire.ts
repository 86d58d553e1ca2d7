import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { readPacket, type Packet } from './packets'
import type { PrivateNetwork } from './private-network'

/**
 * Perl, which every Debian has, opens the kind of socket that sees each packet of a network; Node cannot. What did not
 * fit into its buffer is told at the end.
 */
const PROGRAM = `
use strict;
my ($all, $raw, $kind) = (unpack('S', pack('n', 3)), 17, 2);
socket(my $wire, $raw, $kind, $all) or die "no socket: $!";
setsockopt($wire, 1, 33, pack('i', 64 << 20)) or die "no buffer: $!";
$| = 1;
$SIG{TERM} = sub {
  my ($seen, $dropped) = unpack('II', getsockopt($wire, 263, 6));
  print "dropped $dropped\\n";
  exit;
};
print "ready\\n";
while (defined(my $from = recv($wire, my $packet, 65535, 0))) {
  printf "%04x %s\\n", unpack('x2 n', $from), unpack('H*', substr($packet, 0, 400));
}`

export type Wire = {
  /** Every packet so far; one on the loopback is there twice. */
  readonly packets: readonly Packet[]
  /** Stops, and tells how many packets were not seen. */
  readonly stop: () => Promise<number>
}

/** Sees every packet of a private network, on all its interfaces. */
export async function watchWire(network: PrivateNetwork): Promise<Wire> {
  const [program, args] = network.inside('perl', ['-e', PROGRAM])
  const running = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(running.stdout)
  await once(lines, 'line')
  const packets: Packet[] = []
  let dropped = Number.NaN
  lines.on('line', (line) => {
    const [first = '', second = ''] = line.split(' ')
    if (first === 'dropped') dropped = Number(second)
    else packets.push(readPacket(Number.parseInt(first, 16), Buffer.from(second, 'hex')))
  })
  return {
    packets,
    stop: async () => {
      running.kill('SIGTERM')
      await once(lines, 'close')
      return dropped
    },
  }
}
