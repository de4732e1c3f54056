import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebOutlets } from '../../../../src/adapters/outlets/web-outlets.ts';
import type { IncidentChange } from '../../../../src/model/incident-change.ts';
import { startCounterpart } from '../../../support/http-counterpart.ts';
import { droppedClient } from '../../../support/incident-change.ts';

let other: Awaited<ReturnType<typeof startCounterpart>>;
beforeEach(async () => {
  other = await startCounterpart();
});
afterEach(() => other.stop());

const outlets = createWebOutlets({ OUTLET_PAGER: 'R0UT1NGKEY', OUTLET_HOOK: 'shared-secret' });
const bodyOf = (i: number) => JSON.parse(other.got[i]?.body ?? '{}') as Record<string, unknown>;

describe('PagerDuty', () => {
  const send = (change: Partial<IncidentChange>) =>
    outlets.send(
      { name: 'pager', kind: 'pagerduty', match: {}, url: `${other.url}/v2/enqueue` },
      { ...droppedClient, ...change },
    );

  it('opens, acknowledges and resolves one alert, known by the id of the incident', async () => {
    for (const status of ['open', 'acknowledged', 'resolved'] as const) await send({ status });

    const events = [0, 1, 2].map(bodyOf);
    expect(events.map((event) => event['event_action'])).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(new Set(events.map((event) => event['dedup_key']))).toEqual(new Set(['aaaabbbbccccdddd-1']));
    expect(events[0]).toMatchObject({
      routing_key: 'R0UT1NGKEY',
      payload: {
        summary: droppedClient.title,
        source: 'payments',
        severity: 'critical',
        timestamp: '2027-01-15T08:00:00.000Z',
        custom_details: { command: 'rabbitmqctl list_connections', evidence: droppedClient.evidence },
      },
    });
  });

  it('that is busy is tried again when it says; what it refuses is explained without the key', async () => {
    other.answer = { status: 429, headers: { 'retry-after': '7' } };
    await expect(send({})).rejects.toMatchObject({
      code: 'outlet-unavailable',
      retryable: true,
      retryAfterMs: 7_000,
    });

    other.answer = { status: 400, body: '{"message":"Event object is invalid"}' };
    const refused = await send({}).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'outlet-refused', retryable: false });
    expect(String(refused)).toContain('Event object is invalid');
    expect(String(refused)).not.toContain('R0UT1NGKEY');
  });

  it('that can’t be reached is tried again, and no other host is asked instead', async () => {
    other.answer = { status: 302, headers: { location: 'http://127.0.0.1:1/' } };

    await expect(send({})).rejects.toMatchObject({ code: 'outlet-unavailable', retryable: true });
  });
});

describe('a webhook', () => {
  const outlet = () => ({ name: 'hook', kind: 'webhook' as const, match: {}, url: `${other.url}/hook` });

  it('gets a CloudEvent that the reference library reads', async () => {
    await outlets.send(outlet(), droppedClient);

    const [{ headers, body } = { headers: {}, body: '' }] = other.got;
    const event = HTTP.toEvent<IncidentChange>({ headers, body }) as CloudEvent<IncidentChange>;
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({
      type: 'halfopen.incident.open',
      id: droppedClient.id,
      subject: 'aaaabbbbccccdddd-1',
      data: { cause: droppedClient.cause },
    });
  });

  it('is signed as the reference library of Standard Webhooks checks it, and not under another secret', async () => {
    await outlets.send(outlet(), droppedClient);

    const [{ headers, body } = { headers: {}, body: '' }] = other.got;
    const given = headers as Record<string, string>;
    expect(new Webhook('shared-secret', { format: 'raw' }).verify(body, given)).toMatchObject({
      specversion: '1.0',
    });
    expect(() => new Webhook('another', { format: 'raw' }).verify(body, given)).toThrow('signature');
  });
});

describe('Teams', () => {
  const card = async (change: Partial<IncidentChange> = {}) => {
    const teams = createWebOutlets({ OUTLET_TEAMS: `${other.url}/workflow?sig=secret` });
    await teams.send({ name: 'teams', kind: 'teams', match: {} }, { ...droppedClient, ...change });
    return JSON.stringify(bodyOf(0));
  };

  it('gets an Adaptive Card at the address that is its secret, with the step and its command', async () => {
    const shown = await card();

    expect(other.got[0]?.path).toBe('/workflow?sig=secret');
    expect(shown).toContain('application/vnd.microsoft.card.adaptive');
    expect(shown).toContain('rabbitmqctl list_connections');
    expect(shown).toContain('93 %');
  });

  it('reads no Markdown, link or mention in what a log says', async () => {
    expect(await card()).not.toContain('"TextBlock"');
  });

  it('is shown no step once it is over', async () => {
    const shown = await card({ status: 'resolved', why: 'cleared' });

    expect(shown).toContain('Resolved: A client sent nothing');
    expect(shown).not.toContain('rabbitmqctl');
  });
});

it('says which secret is missing, and where to put it', async () => {
  const none = createWebOutlets({});

  await expect(
    none.send({ name: 'pager', kind: 'pagerduty', match: {}, url: other.url }, droppedClient),
  ).rejects.toThrow('OUTLET_PAGER');
});
