import type { Problem } from './problem.ts';

const LOOKS = [
  ['08:00', 4],
  ['10:00', 21],
  ['12:00', 38],
  ['12:30', 1],
  ['14:00', 33],
  ['16:00', 61],
] as const;

function leaked(count: number, fromPort: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `tcp        1      0 10.31.4.12:${fromPort + i}      10.31.9.30:8080         CLOSE_WAIT  812/java\n`,
  ).join('');
}

function table(time: string, count: number, fromPort = 42_000): string {
  return `Thu Apr  2 ${time}:00 UTC 2026\n$ netstat -tnp | grep 8080\n${leaked(count, fromPort)}tcp        0      0 10.31.4.12:41000        10.31.9.30:8080         ESTABLISHED 812/java\n\n`;
}

function host(text: string): Problem['inputs'] {
  return [{ role: 'host', text }];
}

const first = 'close-wait-leak';
/** From 4 to 38 in four hours, then from 1 to 61 in three and a half. */
const RATES = ['61', '8.5 an hour', '17.1'];

/** CLOSE_WAIT climbs, falls at a restart, and climbs faster. */
export const CLOSE_WAIT: readonly Problem[] = [
  {
    evidence: 'tables over a day',
    inputs: host(
      table('08:00', 3) +
        table('11:00', 9) +
        table('14:00', 17) +
        table('15:00', 2, 43_000) +
        table('17:00', 27, 43_000),
    ),
    first,
    names: ['812', '2 times, to 27', '12.5'],
  },
  {
    evidence: 'counts with times',
    inputs: host(LOOKS.map(([time, count]) => `${time} CLOSE_WAIT ${count}\n`).join('')),
    first,
    names: RATES,
  },
  {
    evidence: 'counts with times and remarks',
    inputs: host(
      LOOKS.map(
        ([time, count]) => `${time} CLOSE_WAIT ${count}${count === 1 ? '   # restarted' : '  <- hm'}\n`,
      ).join(''),
    ),
    first,
    names: RATES,
  },
  {
    evidence: 'a loop that prints the date and a count',
    inputs: host(
      `$ while sleep 3600; do date; ss -tan state close-wait | wc -l; done\n${LOOKS.map(([time, count]) => `Thu Apr  2 ${time}:00 UTC 2026\n${count}\n`).join('')}`,
    ),
    first,
    names: RATES,
  },
  {
    evidence: 'counts before and after the restart, with labels',
    inputs: host(
      'before the restart:\nCLOSE_WAIT 38\nESTABLISHED 12\nafter it:\nCLOSE_WAIT 1\nESTABLISHED 12\nthree hours later:\nCLOSE_WAIT 61\nESTABLISHED 14\n',
    ),
    first,
    names: ['61'],
  },
  {
    evidence: 'counts that only waver, beside many in use',
    inputs: host(
      [2, 12, 3, 15, 4, 13]
        .map((count, at) => `0${at}:00 CLOSE_WAIT ${count}\n0${at}:00 ESTABLISHED 240\n`)
        .join(''),
    ),
    first: 'none',
  },
  {
    evidence: 'a capture whose end shows three FINs that were acknowledged and not answered',
    inputs: host(
      [1, 2, 3]
        .map(
          (no) =>
            `10:00:0${no}.000000 IP 10.31.9.30.8080 > 10.31.4.12.4200${no}: Flags [F.], seq 11, ack 21, win 500, length 0\n10:00:0${no}.040000 IP 10.31.4.12.4200${no} > 10.31.9.30.8080: Flags [.], ack 12, win 500, length 0\n`,
        )
        .join('') +
        '10:00:48.000000 IP 10.31.4.12.42009 > 10.31.9.30.8080: Flags [S], seq 1, win 64240, length 0\n',
    ),
    first,
    names: ['3 connections'],
  },
];
