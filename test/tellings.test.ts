import { describe, expect, it } from 'vitest';
import { givenTexts } from './forms/given-texts.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

function diagnose(text: string) {
  return triageWith(engine, text).diagnoses;
}

describe('what people tell in their own words is evidence of its cause:', () => {
  it.each(givenTexts('told.txt').map(({ name, text }) => [name, text]))('%s', (name, text) => {
    expect(diagnose(text)[0]?.runbook).toBe(name.split(':')[0]);
  });

  it('it is quoted, with less certainty than a log', () => {
    const [diagnosis] = diagnose('Since the release there are 24,310 sockets in TIME_WAIT on our gateway.');

    expect(diagnosis).toMatchObject({ runbook: 'time-wait-buildup', facts: { count: 24_310 } });
    expect(diagnosis?.confidence).toBeLessThan(0.9);
    expect(diagnosis?.why.join(' ')).toContain(
      'as the report tells it: “Since the release there are 24,310 sockets',
    );
  });

  it('so are the figures that stand in other sentences', () => {
    const story = `Since the release more and more sockets of our gateway stay in CLOSE_WAIT towards the archive. It never was so before.
The file limit of the process is 4096. We restart it each night. The archive listens at 10.3.7.9:6100.`;

    expect(diagnose(story)[0]?.why.join(' ')).toContain(
      'it also says: “The file limit of the process is 4096. … The archive listens at 10.3.7.9:6100.”',
    );
  });

  it('it adds to the table that was pasted below it', () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `tcp   1   0 10.3.0.5:${41000 + i}   10.3.0.9:6379   CLOSE_WAIT`,
    ).join('\n');
    const story = 'We see more and more sockets in CLOSE_WAIT towards redis:\n\n';

    expect(diagnose(story + rows)[0]?.confidence).toBeGreaterThan(diagnose(rows)[0]?.confidence ?? 1);
  });

  it('of a time that is told, the number is known in seconds', () => {
    const story =
      'Our handler takes 7 minutes for one message, then rabbitmq closes the connection for missed heartbeats.';

    expect(diagnose(story)[0]?.facts).toMatchObject({ workSec: 420 });
  });

  it.each([
    ['above', 100, ['redis-max-clients']],
    ['below', 500, []],
  ])('pools multiplied by processes are compared with a limit %s', (_, limit, expected) => {
    const story = `We run 6 sidekiq processes with a pool of 25 each, our redis plan allows ${limit} connections.`;

    expect(diagnose(story).map(({ runbook }) => runbook)).toEqual(expected);
  });

  it('what is denied is not told', () => {
    expect(diagnose('We have thousands of clients on our gateway and no sockets in CLOSE_WAIT.')).toEqual([]);
  });
});

describe('a report that tells of its trouble in no known way is known by its likeness to others:', () => {
  it.each([
    [
      'half-open-connection',
      'Our stock worker looks fine, its socket is up, yet the broker has forgotten it: the connection is nowhere in the list on the other side and nothing arrives. We only noticed in the morning.',
    ],
    [
      'file-descriptor-exhaustion',
      'After three days our gateway can no longer open files or accept sockets, it ran out of file handles; the limit of the service is still the default of 1024.',
    ],
    [
      'database-connection-leak',
      'Every night our batch leaves a few sessions open in Postgres that sit there until we restart the service, their number only ever grows.',
    ],
  ])('%s', (runbook, text) => {
    expect(diagnose(text)[0]?.runbook).toBe(runbook);
  });

  it('also where nobody says whose it is, if it is very like them', () => {
    const text =
      'Reloading a queue while an exclusive consumer is attached leaves it locked: each new subscriber is refused because the queue is in exclusive use, although nobody holds it, until the broker is restarted.';

    expect(diagnose(text)[0]?.runbook).toBe('resource-locked');
  });

  it('also below the title of a change, if the writer tells of their own trouble', () => {
    const text = [
      'Fix transactions that hang',
      '',
      'Last night our production database had 40 sessions that were idle in transaction for hours. They were never committed or rolled back, and in the end no connection was free until we restarted the API.',
    ].join('\n');

    expect(diagnose(text)[0]?.runbook).toBe('database-connection-leak');
  });

  it('is told with no more certainty than what is told in known ways', () => {
    const [known] = diagnose('Since the release there are 24,310 sockets in TIME_WAIT on our gateway.');
    const [alike] = diagnose(
      'After three days our gateway can no longer open files or accept sockets, it ran out of file handles; the limit of the service is still the default of 1024.',
    );

    expect(alike?.confidence).toBeLessThanOrEqual(known?.confidence ?? 0);
  });
});

describe('nobody tells of trouble of their own in', () => {
  it.each(givenTexts('untold.txt').map(({ name, text }) => [name, text]))('%s', (_, text) => {
    expect(diagnose(text)).toEqual([]);
  });
});
