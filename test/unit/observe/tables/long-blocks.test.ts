import { describe, expect, it } from 'vitest';
import type { Line } from '../../../../src/observe/line.ts';
import { TABLE_READERS } from '../../../../src/observe/reader-order.ts';

/** How often each line is read, on average, while a text is offered line by line to every reader of tables. */
function readsPerLine(unit: string, times: number): number {
  const lines: Line[] = unit
    .repeat(times)
    .split('\n')
    .map((text, at) => ({ number: at + 1, text, verbatim: text }));
  let reads = 0;
  const counted = new Proxy(lines, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
      return Reflect.get(target, name) as unknown;
    },
  });
  let snapshots = 0;
  const context = { input: 'paste.txt', nextSnapshot: () => `s${++snapshots}` };
  for (let at = 0; at < lines.length; ) {
    let next = at + 1;
    for (const reader of TABLE_READERS) {
      const block = reader.read(counted, at, context);
      if (!block) continue;
      next = Math.max(block.next, next);
      break;
    }
    at = next;
  }
  return reads / lines.length;
}

describe('a block that tells nothing', () => {
  it.each([
    ['sockets', 'tcp ESTAB 0 0 10.0.0.1:80T 10.0.0.2:80\n'],
    ['netlink sockets', 'nl UNCONN 0 0 rtnl:systemd *\n'],
    ['/proc/net/sockstat', 'sockets: used 5\n'],
    ['nstat', '#kernel\n'],
    ['netstat -s', 'Ip:\n    Forwarding: 2\n'],
    ['/proc/net/netstat', 'Udp: InDatagrams NoPorts\nUdp: 1 2\n'],
    ['node_exporter', '# HELP node_sockstat_TCP_inuse Number.\n'],
    ['records of another table', `${'*'.repeat(27)} 1. row ${'*'.repeat(27)}\nname: a\n`],
    ['an empty list of ActiveMQ', '<queues>\n</queues>\n'],
  ])('(%s) is not read again from each of its lines when it is long', (_, unit) => {
    const [some, more] = [readsPerLine(unit, 500), readsPerLine(unit, 1_000)];

    expect(more).toBeLessThan(1.5 * some);
  });
});
