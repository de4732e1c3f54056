import { describe, expect, it } from 'vitest';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

function first(text: string) {
  const [diagnosis] = triageWith(engine, text).diagnoses;
  return { runbook: diagnosis?.runbook, told: [diagnosis?.summary, ...(diagnosis?.why ?? [])].join(' ') };
}

const hour = (i: number) => `2026-02-04_${String(i).padStart(2, '0')}:00`;

describe('sockets in CLOSE_WAIT that were counted again and again', () => {
  it('are a leak that fills up sooner after a restart, by the lines that a crontab wrote', () => {
    const counts = [6, 33, 61, 92, 118, 149, 4, 71, 140, 212, 279, 351];
    const lines = counts.map((count, i) => `${hour(i)} ${count} ${i < 6 ? 2291 : 8804}`);
    const crontab =
      '# 0 * * * * echo $(date +\\%F_\\%R) $(ss -Htan state close-wait | wc -l) $(systemctl show -p MainPID --value relay) >> /var/log/cw';

    const { runbook, told } = first([crontab, ...lines].join('\n'));

    expect(runbook).toBe('close-wait-leak');
    expect(told).toMatch(/climbed 2 times, to 351.*the last count is 351/);
  });

  it('are a leak by the codes that a loop printed, each sample behind its clock', () => {
    const loop =
      "# while :; do date +%T; awk 'NR>1{n[$4]++}END{for(s in n)print s,n[s]}' /proc/2210/net/tcp; sleep 3600; done";
    const samples = [310, 702, 1120].map((count, i) => `0${i + 7}:00:00\n0A 4\n01 61\n08 ${count}`);

    const { runbook, told } = first([loop, ...samples].join('\n'));

    expect(runbook).toBe('close-wait-leak');
    expect(told).toContain('grew from 310 to 1120');
    expect(told).not.toContain('Jan');
  });

  it('are a leak where two letters stand for them beside the descriptors', () => {
    const counts = [310, 820, 1344, 1851, 2390];
    const lines = counts.map((count, i) => `${hour(i)} fds=${count + 205} cw=${count}`);

    const { runbook, told } = first(lines.join('\n'));

    expect(runbook).toBe('close-wait-leak');
    expect(told).toContain('grew from 310 to 2390');
  });

  it('are told with the last count where the first climb was the higher one', () => {
    const counts = [5, 120, 260, 410, 3, 60, 118, 187];
    const lines = counts.map((count, i) => `${hour(i)} ${count}`);

    const { told } = first(['ss -Htan state close-wait | wc -l', ...lines].join('\n'));

    expect(told).toMatch(/to 410.*the last count is 187/);
  });

  it('are told from the first to the last count of a table by PowerShell', () => {
    const { runbook, told } = first(`Taken                 State        Count
-----                 -----        -----
04.02.2026 08:00:00   Established     31
04.02.2026 08:00:00   CloseWait       14
04.02.2026 12:00:00   Established     29
04.02.2026 12:00:00   CloseWait      240
04.02.2026 16:00:00   Established     30
04.02.2026 16:00:00   CloseWait      517
PS C:\\ops> netstat -ano | findstr CLOSE_WAIT | select -First 1
  TCP    10.60.2.4:50931        10.60.9.7:5672         CLOSE_WAIT      3308
`);

    expect(runbook).toBe('close-wait-leak');
    expect(told).toContain('grew from 14 to 517');
  });

  it.each(['lena@studio ~ % ', 'lena@studio:~$ ', '[lena@studio ~]$ '])(
    'are told with the count that was taken an hour after the rows, at the prompt %s',
    (prompt) => {
      const rows = [7, 9, 10, 11, 12, 13].map(
        (fd, i) =>
          `python3 5120 lena ${fd}u IPv4 0x11a${fd} 0t0 TCP 192.168.4.8:5${i}120->10.70.0.3:6379 (CLOSE_WAIT)`,
      );
      const again = `${prompt}sleep 1800; lsof -nP -iTCP:6379 -a -p 5120 | grep -c CLOSE_WAIT`;

      const { runbook, told } = first(
        [
          `${prompt}lsof -nP -iTCP:6379 -a -p 5120`,
          'COMMAND  PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME',
          ...rows,
          again,
          '44',
          again,
          '91',
        ].join('\n'),
      );

      expect(runbook).toBe('close-wait-leak');
      expect(told).toContain('grew from 44 to 91');
    },
  );
});

describe('a table over time with short names for the states', () => {
  const rows = (times: readonly string[], counts: readonly number[]) =>
    counts.map((count, i) => `${times[i]}  ${30 + (i % 3)}  ${count}  ${10 + i}`);

  it.each([
    ['days of the week', 'Thu 08:00,Thu 14:00,Thu 20:00,Fri 01:00,Fri 08:00,Fri 14:00'],
    ['days over the end of a week', 'Sat 20:00,Sun 02:00,Sun 08:00,Sun 13:00,Sun 19:00,Mon 01:00'],
    ['German days', 'Do 08:00,Do 14:00,Do 20:00,Fr 01:00,Fr 08:00,Fr 14:00'],
    ['days without a year', '04-09 08:00,04-09 14:00,04-09 20:00,04-10 01:00,04-10 08:00,04-10 14:00'],
    ['a clock alone', '08:00,14:00,20:00,01:00,08:00,14:00'],
  ])('is a leak with both its climbs, by %s', (_, times) => {
    const counts = rows(times.split(','), [2, 140, 291, 1, 180, 377]);
    const remark = '-- deploy of billing-gw 00:40 --';

    const { runbook, told } = first(
      ['at         est  cw  tw', ...counts.slice(0, 3), remark, ...counts.slice(3)].join('\n'),
    );

    expect(runbook).toBe('close-wait-leak');
    expect(told).toMatch(/Over restarts: 2 → 291 in 12 h, then 1 → 377 in 1[23] h/);
  });

  it.each(['16:40 rolled out v18', '(billing-gw restarted)', '*** Neustart ***', '# reload'])(
    'is read on after the remark %s',
    (remark) => {
      const text = `hh:mm  CW  TW  est\n08:00  4  12  31\n12:00  160  11  30\n16:00  330  15  33\n${remark}\n17:00  1  9  29\n21:00  260  10  31\n23:00  540  12  30\n`;

      expect(first(text).told).toContain('4 → 330 in 8 h, then 1 → 540 in 6 h');
    },
  );

  it.each([
    ['with the load', 'time est cw\n06:00 120 3\n10:00 410 61\n14:00 390 58\n18:00 130 4\n22:00 90 2\n'],
    ['by and by', 'time CLOSE_WAIT\n06:00 3\n09:00 16\n12:00 41\n15:00 30\n18:00 12\n21:00 4\n'],
    [
      'every day',
      'time est cw\n06:00 90 3\n12:00 400 61\n18:00 120 4\n06:00 92 3\n12:00 410 66\n18:00 118 2\n',
    ],
  ])('is nobody’s fault where CLOSE_WAIT falls again by itself, %s', (_, text) => {
    expect(first(text).runbook).toBeUndefined();
  });

  it.each([
    [
      'at a restart alone',
      'time est cw\n06:00 120 3\n08:00 125 61\n10:00 122 118\n12:00 121 181\n13:00 119 4\n',
    ],
    [
      'at a restart that took the load along',
      'time est cw\n06:00 120 3\n08:00 125 61\n10:00 122 118\n12:00 121 181\n-- restart --\n12:10 11 1\n13:00 40 6\n',
    ],
  ])('is a leak where it falls %s', (_, text) => {
    expect(first(text).runbook).toBe('close-wait-leak');
  });

  it('is read where each number stands behind its name, and a climb was under way at first', () => {
    const { runbook, told } = first(
      `$ while :; do printf '%s pid=%s cw=%s\\n' "$(date +%H:%M)" "$(pgrep -f rates)" "$(ss -Htn state close-wait | wc -l)"; sleep 1800; done
04:00 pid=811 cw=140
04:30 pid=811 cw=162
05:00 pid=811 cw=181
05:30 pid=811 cw=203
06:00 pid=1904 cw=2
06:30 pid=1904 cw=90
07:00 pid=1904 cw=184
`,
    );

    expect(runbook).toBe('close-wait-leak');
    expect(told).toContain('140 → 203 in 90 min, then 2 → 184 in 60 min');
  });

  it('is read by the codes of the states in /proc/net/tcp, between the numbers of another command', () => {
    const { runbook, told } = first(
      `bash-5.1$ for i in 1 2 3; do awk 'NR>1{c[$4]++}END{for(s in c)printf "%s=%d ",s,c[s]; print ""}' /proc/1/net/tcp; ls /proc/1/fd | wc -l; sleep 60; done
01=9 08=310 0A=1
342
01=8 08=401 0A=1
431
01=9 08=522 0A=1
555
`,
    );

    expect(runbook).toBe('close-wait-leak');
    expect(told).toContain('grew from 310 to 522');
  });

  it('means nothing by two letters that stand beside no state of a socket', () => {
    expect(first('time  cw  temp\n06:00  3  20\n12:00  410  21\n18:00  877  22\n').runbook).toBeUndefined();
  });
});

it('sessions that are idle in a transaction, counted every ten minutes, are a leak', () => {
  const rows = [19, 37, 52, 71].flatMap((count, i) => [
    `09:${i}0:01|idle|7|`,
    `09:${i}0:01|idle in transaction|${count}|00:${20 + i}:11`,
  ]);
  const query = `$ watch -n600 "psql -XAt -c \\"select now()::time(0), state, count(*), max(now()-xact_start) from pg_stat_activity group by 2\\""`;

  const { runbook, told } = first([query, ...rows].join('\n'));

  expect(runbook).toBe('database-connection-leak');
  expect(told).toContain('grew from 19 to 71');
});
