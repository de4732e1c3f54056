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
