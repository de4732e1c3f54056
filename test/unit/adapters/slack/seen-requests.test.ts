import { createHmac } from 'node:crypto';
import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { LambdaReceiver } from '../../../../src/adapters/slack/receiver.ts';
import type { Table } from '../../../../src/ports.ts';
import { fixedSecret } from '../../../support/fixed-secret.ts';
import { createMemoryTable } from '../../../support/memory-table.ts';

const NOW_MS = 1_800_000_000_000;
const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';
const EVENT = '{"type":"event_callback","event":{"type":"app_mention"},"event_id":"Ev1"}';

/** A receiver in front of an app that counts its requests, with a clock that a test sets. */
function openReceiver(parts: { table?: Pick<Table, 'get' | 'put'>; fails?: () => boolean } = {}) {
  const state = { nowMs: NOW_MS, worked: 0 };
  const table = parts.table ?? createMemoryTable();
  const receiver = new LambdaReceiver({
    signingSecret: fixedSecret(SECRET),
    table,
    nowMs: () => state.nowMs,
  });
  const processEvent = async () => {
    state.worked++;
    if (parts.fails?.()) throw new Error('store unavailable');
  };
  receiver.init({ processEvent: processEvent as App['processEvent'] } as App);
  /** Delivers a body as Slack does: signed anew each time, with a retry number where it repeats itself. */
  const deliver = async (body: string, { retry = 0, signedMs = state.nowMs, type = FORM } = {}) => {
    const rawBody = Buffer.from(body);
    const timestamp = String(Math.floor(signedMs / 1000));
    const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`;
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...(retry ? { 'x-slack-retry-num': String(retry) } : {}),
    };
    const { status } = await (await receiver.start())({ headers, rawBody });
    return status;
  };
  return { state, deliver };
}

describe('a request that comes again', () => {
  it('from Slack, signed anew and numbered, is acknowledged each time and worked on once', async () => {
    const { state, deliver } = openReceiver();
    await deliver('a=b');

    const statuses = [];
    for (const [retry, waitMs] of [
      [1, 1_000],
      [2, 60_000],
      [3, 240_000],
    ] as const) {
      state.nowMs += waitMs;
      statuses.push(await deliver('a=b', { retry }));
    }

    expect(statuses).toEqual([200, 200, 200]);
    expect(state.worked).toBe(1);
  });

  it('as a copy under the same signature is refused, however often, and works nothing', async () => {
    const { state, deliver } = openReceiver();
    await deliver('a=b');

    const copies = [await deliver('a=b', { signedMs: NOW_MS }), await deliver('a=b', { signedMs: NOW_MS })];

    expect(copies).toEqual([401, 401]);
    expect(state.worked).toBe(1);
  });

  it('as a copy that claims to be a repetition of Slack’s works nothing either', async () => {
    const { state, deliver } = openReceiver();
    await deliver('a=b');

    expect(await deliver('a=b', { signedMs: NOW_MS, retry: 1 })).toBe(200);
    expect(state.worked).toBe(1);
  });

  it('because somebody types the same once more is new: Slack signs it with a later time', async () => {
    const { state, deliver } = openReceiver();
    await deliver('command=/triage&text=incidents');
    state.nowMs += 5_000;

    expect(await deliver('command=/triage&text=incidents')).toBe(200);
    expect(state.worked).toBe(2);
    expect(await deliver('command=/triage&text=incidents')).toBe(401);
    expect(await deliver('command=/triage&text=incidents', { signedMs: NOW_MS })).toBe(401);
    expect(state.worked).toBe(2);
  });

  it('as a copy after the signature has lost its force is refused for its age', async () => {
    const { state, deliver } = openReceiver();
    await deliver('a=b');
    state.nowMs += 301_000;

    expect(await deliver('a=b', { signedMs: NOW_MS })).toBe(401);
    expect(state.worked).toBe(1);
  });

  it('at the same moment twice is worked on once', async () => {
    const { state, deliver } = openReceiver();

    const statuses = await Promise.all([deliver('a=b'), deliver('a=b')]);

    expect(statuses.toSorted()).toEqual([200, 401]);
    expect(state.worked).toBe(1);
  });

  it('is let in when the store can’t tell, since the signature is right', async () => {
    const broken = {
      get: () => Promise.reject(new Error('down')),
      put: () => Promise.reject(new Error('down')),
    };
    const { state, deliver } = openReceiver({ table: broken });

    expect([await deliver('a=b'), await deliver('a=b')]).toEqual([200, 200]);
    expect(state.worked).toBe(2);
  });
});

describe('an event that could not be handled', () => {
  const JSON_TYPE = { type: 'application/json' };

  it('is refused, so that Slack sends it again, and is worked on then', async () => {
    let isDown = true;
    const { state, deliver } = openReceiver({ fails: () => isDown });

    expect(await deliver(EVENT, JSON_TYPE)).toBe(503);
    isDown = false;
    state.nowMs += 60_000;
    expect(await deliver(EVENT, { ...JSON_TYPE, retry: 1 })).toBe(200);

    expect(state.worked).toBe(2);
  });

  it('may fail again and again, until the last repetition does it', async () => {
    let left = 2;
    const { state, deliver } = openReceiver({ fails: () => left-- > 0 });

    const statuses = [await deliver(EVENT, JSON_TYPE)];
    for (const retry of [1, 2]) {
      state.nowMs += 60_000;
      statuses.push(await deliver(EVENT, { ...JSON_TYPE, retry }));
    }

    expect(statuses).toEqual([503, 503, 200]);
  });

  it('is worked on no more once a repetition did it, not even for a copy', async () => {
    let isDown = true;
    const { state, deliver } = openReceiver({ fails: () => isDown });
    await deliver(EVENT, JSON_TYPE);
    isDown = false;
    state.nowMs += 60_000;
    await deliver(EVENT, { ...JSON_TYPE, retry: 1 });

    await deliver(EVENT, { ...JSON_TYPE, retry: 1 });
    await deliver(EVENT, { ...JSON_TYPE, signedMs: NOW_MS });

    expect(state.worked).toBe(2);
  });

  it('but is no event is answered to the person, and not asked for again', async () => {
    const { state, deliver } = openReceiver({ fails: () => true });

    expect(await deliver('command=/triage&text=help')).toBe(200);
    expect(await deliver('command=/triage&text=help', { retry: 1 })).toBe(200);
    expect(state.worked).toBe(1);
  });
});
