import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

function record(line: string) {
  const [first] = observe(line, { name: 'app.log' }).observations;
  return { text: first?.text, fields: first?.fields };
}

describe('keys of structured records', () => {
  it('that hold the cause stand behind the message, in logfmt too', () => {
    expect(record('level=warn msg="write failed" e="broken pipe" caller=pub.go:81').text).toBe(
      'write failed e: broken pipe',
    );
  });

  it('that name a group, client or queue become facts', () => {
    expect(
      record(
        '{"level":"ERROR","msg":"left the group","groupId":"billing","clientId":"app-7","queue":"mails"}',
      ).fields,
    ).toMatchObject({ group: 'billing', clientName: 'app-7', queue: 'mails' });
  });

  it('that say how much is in use stand in the text', () => {
    expect(record('{"level":"warn","msg":"pool is full","max_open":20,"in_use":20,"color":"red"}').text).toBe(
      'pool is full\nmax_open: 20\nin_use: 20',
    );
  });

  it('take neither the class behind a message for a group nor a figure for an address', () => {
    const kafka =
      '[2025-01-02 03:04:05,006] INFO Removing a member from the group (kafka.coordinator.group.GroupCoordinator)';
    expect(record(kafka).fields).not.toHaveProperty('group');
    expect(record('2025-01-02 03:04:05 ERROR refused, maxclients:10000 reached').fields).not.toHaveProperty(
      'endpoint',
    );
    expect(record('2025-01-02 03:04:05 ERROR cannot reach db:5432 now').fields).toHaveProperty(
      'endpoint',
      'db:5432',
    );
  });
});
