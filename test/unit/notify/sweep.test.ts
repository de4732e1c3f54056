import { describe, expect, it } from 'vitest';
import { passMinutes } from '../../support/run-queue.ts';
import { dropClient, openOne, seen, type TestDesk, testDesk, theIncident } from '../../support/test-desk.ts';
import { testConfig } from '../../support/test-flow.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

describe('an incident of which nothing more is seen', () => {
  it('is resolved after the quiet time that is set, not before', async () => {
    const desk = testDesk({ config: { incidents: { ...testConfig.incidents, quietMs: 30 * MINUTE_MS } } });
    await openOne(desk);

    await passMinutes(desk, 29);
    expect((await theIncident(desk)).state).toBe('open');

    await passMinutes(desk, 1);
    expect(await theIncident(desk)).toMatchObject({ state: 'resolved', resolution: { why: 'quiet' } });
  });

  it('stays open as long as it is seen again within the quiet time', async () => {
    const desk = testDesk();
    await openOne(desk);

    await passMinutes(desk, 20);
    await dropClient(desk, { second: 1_200 });
    await passMinutes(desk, 29);

    expect((await theIncident(desk)).state).toBe('open');
  });
});

describe('a source that sends nothing for 10 minutes', () => {
  const sources = [
    { logGroup: '/mq/*', role: 'broker' as const, system: 'default', silentAfterMs: 10 * MINUTE_MS },
  ];
  const notices = (desk: TestDesk) =>
    desk.chat.standing.filter(({ name }) => name.key === 'notice').map(({ content }) => seen(content));

  it('is told once', async () => {
    const desk = testDesk({ config: { sources } });
    await dropClient(desk);

    await passMinutes(desk, 9);
    expect(notices(desk)).toEqual([]);

    await passMinutes(desk, 60);
    expect(notices(desk)).toEqual([expect.stringContaining('/mq/broker.log')]);
  });

  it('is told once however long it stays silent', async () => {
    const desk = testDesk({ config: { sources } });
    await dropClient(desk);
    await passMinutes(desk, 11);

    for (let day = 1; day <= 20; day++) {
      desk.clock.ms += (DAY_MINUTES - 1) * MINUTE_MS;
      await passMinutes(desk, 1);
    }

    expect(notices(desk)).toHaveLength(1);
  });

  it('is told again when it has spoken in between', async () => {
    const desk = testDesk({ config: { sources } });
    await dropClient(desk);
    await passMinutes(desk, 15);

    await dropClient(desk, { second: 900 });
    await passMinutes(desk, 15);

    expect(notices(desk)).toHaveLength(2);
  });
});
