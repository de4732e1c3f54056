import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const told = (text: string) => triageWith(engine, text).diagnoses.map(({ runbook }) => runbook);

const SUMMARY = 'Total: 3120\nTCP:   13920 (estab 1310, closed 12530, orphaned 1, timewait 12520)\n';

const rows = (...ends: string[]) =>
  ends.map((end, i) => `${i === 0 ? '  12507' : '      6'} ${end}\n`).join('');

describe('TIME_WAIT that was counted by its ends', () => {
  it.each([
    ["ss -tan state time-wait | awk '{print $3}' | sort | uniq -c | sort -rn | head -3"],
    ["ss -tan | grep TIME-WAIT | awk '{print $4}' | sort | uniq -c | sort -rn"],
    ["netstat -ant | grep TIME_WAIT | awk '{print $4}' | sort | uniq -c | sort -rn"],
  ])('uses no port where the machine accepted: %s', (command) => {
    const counts = rows('10.9.0.20:8443', '10.9.0.20:22');

    expect(told(`$ ss -s\n${SUMMARY}$ ${command}\n${counts}`)).toEqual([]);
  });

  it.each([
    ["ss -tan state time-wait | awk '{print $4}' | sort | uniq -c | sort -rn | head -3"],
    ["netstat -ant | grep TIME_WAIT | awk '{print $5}' | sort | uniq -c | sort -rn"],
  ])('holds ports where the machine connected: %s', (command) => {
    const counts = rows('10.9.0.31:6379', '10.9.0.20:22');

    expect(told(`$ ss -s\n${SUMMARY}$ ${command}\n${counts}`)).toEqual(['time-wait-buildup']);
  });
});
