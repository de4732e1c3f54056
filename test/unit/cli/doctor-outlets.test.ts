import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Circumstances, Workspace } from '../../../src/adapters/doctor/check.ts';
import { checkOutlets } from '../../../src/adapters/doctor/check-outlets.ts';
import type { Outlet } from '../../../src/model/config.ts';
import { testConfig } from '../../support/test-config.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const called: { method: string; path: string; body: string }[] = [];
let url = '';
/** PagerDuty, a webhook and EventBridge, as far as they are called. */
const server = createServer(async (request, response) => {
  const body = await text(request);
  const { method = '', url: path = '' } = request;
  called.push({ method, path, body });
  const isBus = body.includes('"incidents"');
  const [status, answer] =
    path === '/enqueue'
      ? [body.includes(KEY) ? 202 : 400, {}]
      : path === '/hook'
        ? [405, {}]
        : [isBus ? 200 : 400, isBus ? { Name: 'incidents' } : { __type: 'ResourceNotFoundException' }];
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => void called.splice(0));

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const gone = createServer();
  await new Promise<void>((resolve) => void gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise<void>((resolve) => void gone.close(() => resolve()));
  return port;
}

async function look(outlet: Omit<Outlet, 'match'>, env: NodeJS.ProcessEnv = {}, mayPost = true) {
  const workspace = mayPost
    ? ({ roundTrip: () => Promise.reject(new Error('unused')) } as unknown as Workspace)
    : undefined;
  const circumstances = {
    env,
    callerEnv: {
      AWS_ENDPOINT_URL_EVENTBRIDGE: url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    },
    config: { ...testConfig, outlets: [{ ...outlet, match: {} }] },
    workspace,
  } as unknown as Circumstances;
  const [finding] = await checkOutlets(circumstances);
  return finding;
}

describe('halfopen doctor, of outlets', () => {
  it('has PagerDuty take the end of an alert that is not there, which opens nothing', async () => {
    const pager = { name: 'pager', kind: 'pagerduty' as const, url: `${url}/enqueue` };

    expect(await look(pager, { OUTLET_PAGER: KEY })).toMatchObject({ check: 'outlet pager', status: 'ok' });
    expect(JSON.parse(called[0]?.body ?? '')).toEqual({
      routing_key: KEY,
      event_action: 'resolve',
      dedup_key: 'halfopen-doctor',
    });
    expect(await look(pager, { OUTLET_PAGER: 'another' })).toMatchObject({ status: 'fail' });
    expect(await look(pager)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('OUTLET_PAGER'),
    });
  });

  it('sends nothing where nothing may be posted', async () => {
    const pager = { name: 'pager', kind: 'pagerduty' as const, url: `${url}/enqueue` };

    expect(await look(pager, { OUTLET_PAGER: KEY }, false)).toMatchObject({ status: 'warn' });
    expect(called).toEqual([]);
  });

  it('asks a webhook and a workflow for their options; any answer is one', async () => {
    const hook = { name: 'hook', kind: 'webhook' as const, url: `${url}/hook` };

    expect(await look(hook, { OUTLET_HOOK: 'signs' })).toMatchObject({ status: 'ok' });
    expect(called).toEqual([{ method: 'OPTIONS', path: '/hook', body: '' }]);
    expect(await look({ name: 'teams', kind: 'teams' }, { OUTLET_TEAMS: `${url}/hook?sig=x` })).toMatchObject(
      {
        status: 'ok',
      },
    );
  });

  it('says where nobody answers, without the address, which is a secret', async () => {
    const closed = await closedPort();

    const finding = await look(
      { name: 'teams', kind: 'teams' },
      { OUTLET_TEAMS: `http://127.0.0.1:${closed}/?sig=s3cret` },
    );

    expect(finding).toMatchObject({
      status: 'fail',
      found: `no answer from 127.0.0.1:${closed}: ECONNREFUSED`,
    });
    expect(await look({ name: 'teams', kind: 'teams' }, { OUTLET_TEAMS: 's3cret' })).toMatchObject({
      status: 'fail',
      found: 'its secret is no address',
    });
  });

  it('finds the bus of EventBridge, or that there is none', async () => {
    const bus = { name: 'events', kind: 'eventbridge' as const };

    expect(await look({ ...bus, bus: 'incidents' })).toMatchObject({ status: 'ok' });
    expect(await look({ ...bus, bus: 'incident' })).toMatchObject({ status: 'fail' });
  });
});
