import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/adapters/config/parse-config.ts';
import { routeOf } from '../../../../src/incidents/match-config.ts';

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
      { mention: 'S0ONCALL', escalate: [{ afterMs: 900_000, mention: 'S0ONCALL' }] },
      { escalate: [{ afterMs: 3_600_000, mention: 'S0LEADS' }] },
    ]);
  });

  it('reads a tree of routes: branches are tried first and take what they do not set', () => {
    const { routes } = parseConfig(
      'halfopen.yml',
      `routes:
  - name: security
    match: {runbook: [authentication-failure, access-denied]}
    mention: S0SECURITY
    continue: true
  - {name: audit, match: {runbook: access-denied}, channel: "#audit", continue: true}
  - name: payments
    match: {system: payments}
    channel: "#payments"
    mention: "@brokers"
    escalate: [{after: 30m, mention: S0LEADS}, {after: 10m}]
    routes:
      - {name: quiet, match: {severity: "!critical"}, channel: "#payments-quiet"}
schedules:
  - {name: brokers, people: [U0ANNA, U0BEN], from: "2026-03-16T09:00", timeZone: Europe/Berlin}
`,
    );
    const to = (labels: Record<string, string>) => routeOf({ routes }, labels);

    expect(to({ system: 'payments', severity: 'critical' })).toMatchObject({
      name: 'payments',
      channel: '#payments',
      escalate: [
        { afterMs: 600_000, mention: '@brokers' },
        { afterMs: 1_800_000, mention: 'S0LEADS' },
      ],
    });
    expect(to({ system: 'payments', severity: 'info', runbook: 'access-denied' })).toMatchObject({
      name: 'payments/quiet',
      channel: '#payments-quiet',
      mention: '@brokers',
      also: ['S0SECURITY'],
      copies: [{ channel: '#audit' }],
    });
  });

  it('refuses routes that lead nowhere, and schedules that nothing defines', () => {
    expect(
      faultsOf(`routes:
  - {name: a, match: {system: a}}
  - {name: b, channel: "#b", match: {system: b}, routes: [{name: c, match: {system: c}}]}
  - {name: d, routes: [], continue: true}
`),
    ).toEqual([
      'halfopen.yml:2:5 routes.0: has no channel. Set channel, here or in the route around it.',
      'halfopen.yml:3:85 routes.1.routes.0.match.system: matches system, which the route around it matches already. Match it in one of them.',
      'halfopen.yml:4:5 routes.2: continues, so it has no branches. Leave out routes, or continue.',
      'halfopen.yml:4:5 routes.2: continues and adds nothing. Set channel, mention or escalate.',
    ]);
    expect(faultsOf('routes: [{name: a, channel: "#a", mention: "@brokrs"}]')).toEqual([
      'halfopen.yml:1:1 routes mention "@brokrs", which is not a Slack id nor among the schedules. Write an id (U…, S…), add a schedule of that name, or correct it.',
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
    expect(config.lookups).toEqual({ mostBytes: 5 << 20, mostMs: 30_000, opinionsPerDay: 50 });
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

  it('refuses parts of what is no log group, and silence of a part', () => {
    const faults = faultsOf(`sources:
  - {logGroup: /eks/a, pod: "rabbitmq-*", podLabels: {app: rabbitmq}, system: "{namespace}"}
  - {host: "node-*", namespace: payments}
  - {logGroup: /eks/a, pod: "rabbitmq-*", silentAfter: 2h}
`);

    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('halfopen.yml:3:');
    expect(faults[0]).toContain('without logGroup');
    expect(faults[1]).toContain('halfopen.yml:4:');
    expect(faults[1]).toContain('heard of as a whole');
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
