import { describe, expect, it } from 'vitest';
import { readRunbooks } from '../../../src/runbooks/read-runbooks.ts';
import { formatFault } from '../../../src/runbooks/runbook-fault.ts';
import { scaffoldRunbook } from '../../../src/runbooks/scaffold-runbook.ts';

const STEP = '    risk: none\n    verify: "How to see that it worked."\n';

/** The faults of a runbook whose step has these keys beside `do`. */
function faultsOf(keys: string): string[] {
  const source = scaffoldRunbook('dry-pump', '2026-01-02')
    .replace(STEP, keys)
    .replace('text:', "regex: ['example of (?P<vhost>dry) pump']\n    text:");
  return readRunbooks([{ path: 'own/dry-pump.yml', source }]).faults.map(formatFault);
}

describe('a step', () => {
  it.each(['verify', 'undo'])('whose %s has a placeholder for what its command has is refused', (key) => {
    const verify = key === 'verify' ? '' : '    verify: "It is listed there."\n';

    const faults = faultsOf(
      `    command: "ctl drain -p {vhost|/}"\n    risk: low\n${verify}    ${key}: "ctl fill -p VHOST"\n`,
    );

    expect(faults).toEqual([expect.stringContaining('Write {vhost|/}, as there.')]);
  });

  it('may repeat a blank of its command, with the words that stand for it there', () => {
    expect(
      faultsOf(
        '    command: "ctl drain {vhost|VHOST}"\n    risk: low\n    verify: "ctl list {vhost|VHOST} shows it."\n',
      ),
    ).toEqual([]);
  });

  it.each([
    ['a field that its command shows', 'grep lag_total /proc/stat', 'lag_total does not grow.'],
    ['what its command runs', 'pump status --all', 'Run pump again: it is dry no more.'],
  ])('whose variant would be checked by %s is refused', (_, command, verify) => {
    const base = `    command: "${command}"\n    risk: none\n    verify: "${verify}"\n    variants:\n`;

    expect(faultsOf(`${base}      redis: {do: "Look at Redis.", command: "redis-cli info"}\n`)).toEqual([
      expect.stringContaining('has no verify, and takes over the step'),
    ]);
    expect(
      faultsOf(
        `${base}      redis: {do: "Look at Redis.", command: "redis-cli info", verify: "It answers."}\n`,
      ),
    ).toEqual([]);
  });

  it('whose variant does the same in another way may keep what to look for', () => {
    expect(
      faultsOf(
        '    command: "pump status"\n    risk: none\n    verify: "Water flows again."\n    variants:\n      redis: {do: "Look at Redis.", command: "redis-cli info"}\n',
      ),
    ).toEqual([]);
  });
});
