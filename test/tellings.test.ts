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
    expect(diagnosis?.confidence).toBeLessThan(0.85);
    expect(diagnosis?.why.join(' ')).toContain(
      'as the report tells it: “Since the release there are 24,310 sockets',
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

describe('nobody tells of trouble of their own in', () => {
  it.each(givenTexts('untold.txt').map(({ name, text }) => [name, text]))('%s', (_, text) => {
    expect(diagnose(text)).toEqual([]);
  });
});
