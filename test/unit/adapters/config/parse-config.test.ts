import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/adapters/config/parse-config.ts';

function faultsOf(yaml: string): string[] {
  try {
    parseConfig('halfopen.yml', yaml);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('the configuration', () => {
  it('names whom a route calls, and whom when nobody has acknowledged: the same, unless another is named', () => {
    const { routes } = parseConfig(
      'halfopen.yml',
      `routes:
  - {name: a, channel: "#a", mention: S0ONCALL, escalate: {after: 15m}}
  - {name: b, channel: "#b", escalate: {after: 1h, mention: S0LEADS}}
`,
    );

    expect(routes).toMatchObject([
      { mention: 'S0ONCALL', escalate: { afterMs: 900_000, mention: 'S0ONCALL' } },
      { escalate: { afterMs: 3_600_000, mention: 'S0LEADS' } },
    ]);
  });

  it('plans maintenance windows, and bounds what a look into logs may read', () => {
    const config = parseConfig(
      'halfopen.yml',
      `maintenance: [{name: upgrade, match: {system: a}, from: "2026-12-01T22:00Z", to: "2026-12-02T01:00:00+02:00"}]
lookups: {mostMb: 5, most: 30s}
permissions: {silence: [S0ONCALL, U0ALICE]}
`,
    );

    expect(config.maintenance).toEqual([
      { name: 'upgrade', match: { system: 'a' }, fromMs: 1_796_162_400_000, toMs: 1_796_166_000_000 },
    ]);
    expect(config.lookups).toEqual({ mostBytes: 5 << 20, mostMs: 30_000 });
    expect(config.permissions).toEqual({ silence: ['S0ONCALL', 'U0ALICE'] });
  });

  it('refuses outlets that would leak, that nobody can tell apart, or that are of no kind', () => {
    const faults = faultsOf(`outlets:
  - {name: hook, kind: webhook, url: "http://example.com"}
  - {name: pager duty, kind: pagerduty}
  - {name: x, kind: smoke-signals}
`).join('\n');

    expect(faults).toMatch(/halfopen\.yml:2:\d+ .*is not encrypted/);
    expect(faults).toMatch(/halfopen\.yml:3:\d+ .*is not a name/);
    expect(faults).toMatch(/halfopen\.yml:4:\d+ .*no kind of outlet/);
    expect(faultsOf('outlets: [{name: a, kind: teams}, {name: a, kind: pagerduty}]').join()).toContain(
      'names two outlets alike',
    );
  });

  it('tells every fault with its place and its hint', () => {
    const faults = faultsOf(`routes:
  - {name: a, channel: "#a", escalate: {after: 5m}}
  - {name: b, channel: "#b", mention: on-call}
permissions: {silenc: [U0BOB], audit: [bob]}
maintenance: [{name: x, match: {}, from: tonight, to: "2026-12-01T21:00Z"}]
`);

    const found = faults.join('\n');
    expect(found).toMatch(/halfopen\.yml:2:\d+ .*escalates to nobody/);
    expect(found).toMatch(/halfopen\.yml:3:\d+ .*id of a user group \(S…\)/);
    expect(found).toMatch(/halfopen\.yml:4:\d+ .*"silenc" is not a key/);
    expect(found).toMatch(/halfopen\.yml:4:\d+ .*audit.*is not a Slack id/);
    expect(found).toMatch(/halfopen\.yml:5:\d+ .*matches nothing/);
    expect(found).toMatch(/halfopen\.yml:5:\d+ .*is not a time with its zone/);
  });
});
