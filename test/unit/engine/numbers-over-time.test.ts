import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function diagnosed(text: string) {
  return triageWith(engine, text).diagnoses;
}

/** Numbers with a time each, from 00:00 on the hour. */
function hourly(numbers: readonly number[], line: (hour: string, number: number) => string): string {
  return numbers.map((number, hour) => line(`${String(hour).padStart(2, '0')}:00`, number)).join('\n');
}

const CLIMB = [8, 31, 66, 95, 140, 171, 204, 260, 301, 344];
const SAW = [40, 95, 160, 230, 0, 130, 290, 0, 340, 720];

describe('a count over time whose meaning stands above it', () => {
  it.each([
    [
      'a comment',
      `# ss -tan state close-wait | wc -l, each hour\n${hourly(CLIMB, (t, n) => `2026-05-04 ${t}  ${n}`)}\n`,
    ],
    ['a sentence', `CLOSE_WAIT on app-3 today:\n\n${hourly(CLIMB, (t, n) => `${t}   ${n}`)}\n`],
    [
      'a loop',
      `$ while :; do echo "$(date +%T) $(netstat -ant | grep -c CLOSE_WAIT)"; sleep 3600; done\n${hourly(CLIMB, (t, n) => `${t}:01 ${n}`)}\n`,
    ],
    ['CSV', `time,close_wait\n${hourly(CLIMB, (t, n) => `2026-05-04T${t}:00Z,${n}`)}\n`],
    [
      'a date above each',
      `netstat -ant | grep -c CLOSE_WAIT:\n${hourly(CLIMB, (t, n) => `Mon May  4 ${t}:00 UTC 2026\n${n}`)}\n`,
    ],
    ['columns', `time      ESTAB CLOSE_WAIT\n${hourly(CLIMB, (t, n) => `${t}:00  210   ${n}`)}\n`],
    [
      'a monitor, with the moment twice',
      `close wait of app-3\n${hourly(CLIMB, (t, n) => `2026-05-04 ${t}:00 ${1777852800 + Number(t.slice(0, 2)) * 3600} ${n}`)}\n`,
    ],
    [
      'promtool',
      `tcp_states{state="close_wait"} =>\n${CLIMB.map((n, i) => `${n} @[${1777852800 + i * 3600}]`).join('\n')}\n`,
    ],
  ])('is a leak where it grows on: %s', (_, text) => {
    const [first] = diagnosed(text);

    expect(first?.runbook).toBe('close-wait-leak');
    expect(JSON.stringify(first)).toContain('344');
  });

  it('is a leak where it starts again at each restart and climbs faster', () => {
    const text = `cw, netstat -ant | grep -c CLOSE_WAIT\n${hourly(SAW, (t, n) => `2026-05-04 ${t}  ${n}${n === 0 ? '   <- deploy' : ''}`)}\n`;

    const [first] = diagnosed(text);

    expect(first?.runbook).toBe('close-wait-leak');
    expect(JSON.stringify(first)).toContain('720');
  });

  it('tells of descriptors and of messages as of sockets', () => {
    const descriptors = `$ ls /proc/812/fd | wc -l, each hour\n${hourly(CLIMB, (t, n) => `2026-05-04 ${t}  ${n}`)}\n`;
    const messages = `queue depth of 'mails'\n${hourly(CLIMB, (t, n) => `${t} ${n * 400}`)}\n`;

    const growth = diagnosed(
      `${descriptors}Max open files            1024                 4096                 files\n`,
    );

    expect(growth[0]?.runbook).toBe('limit-ahead');
    expect(diagnosed(messages)[0]?.runbook).toBe('queue-backlog');
  });

  it.each([
    [
      'load that falls again',
      `CLOSE_WAIT:\n${hourly([1, 2, 4, 3, 2, 1, 2, 0, 1, 1], (t, n) => `${t} ${n}`)}\n`,
    ],
    ['numbers of something else', `temperature of rack 4\n${hourly(CLIMB, (t, n) => `${t} ${n}`)}\n`],
    [
      'a log with a number behind its time',
      `connections of shop, as logged:\n${hourly(CLIMB, (t, n) => `2026-05-04 ${t}:00 ${n} Connect app@10.7.0.9 on shop`)}\n`,
    ],
  ])('says nothing of %s', (_, text) => {
    expect(diagnosed(text)).toEqual([]);
  });
});

describe('a queue listed twice', () => {
  it('is read with the columns of the command, also where its name has blanks', () => {
    const text = [
      '$ rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers; sleep 30; rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers',
      'Listing queues ...',
      'orders to ship   51200  0  0',
      'invoices   2  1  4',
      '...done.',
      'Listing queues ...',
      'orders to ship   52740  0  0',
      'invoices   0  2  4',
      '...done.',
      '',
    ].join('\n');

    const [first] = diagnosed(text);

    expect(first?.runbook).toBe('queue-backlog');
    expect(JSON.stringify(first)).toMatch(/orders to ship.*52740/);
  });
});
