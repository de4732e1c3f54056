import { describe, expect, it } from 'vitest';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const down = compiledOf({
  id: 'down',
  signals: {
    seen: {
      says: 'it is down',
      confidence: 0.9,
      on: 'log',
      regex: ['(?:no answer of|reach) (?<server>[^;]+);', 'no answer at all'],
    },
  },
  when: 'seen',
  summary: 'Nothing answers at {server|the address}.',
  steps: [
    {
      do: 'Start it.',
      command: 'systemctl start {service|<service>}',
      risk: 'low',
      verify: 'It runs.',
      undo: 'Stop it.',
      variants: {
        redis: { do: 'Start Redis.', command: 'redis-server', verify: 'PONG.', undo: 'redis-cli shutdown' },
        postgresql: { do: 'Start PostgreSQL.', command: 'pg_ctl start' },
      },
    },
    {
      do: 'Try the port.',
      command: 'nc -vz {serverHost|<host>} {serverPort|<port>}',
      risk: 'low',
      verify: 'It is open.',
      variants: { pika: { do: 'Wait in pika.' } },
    },
  ],
});

const HEAD = '2026-04-05 06:07:08,123 ERROR app ';

function stepsOn(message: string, head = HEAD) {
  const [diagnosis] = triageText([down], head + message).diagnoses;
  return diagnosis?.steps ?? [];
}

describe('a step that differs by product', () => {
  it.each([
    ['the port', 'no answer of 10.7.0.3:6379;', 'Start Redis.', 'redis-server'],
    ['the client library', 'redis.exceptions.Lost: no answer at all', 'Start Redis.', 'redis-server'],
    ['its words', 'psql: no answer at all', 'Start PostgreSQL.', 'pg_ctl start'],
    ['a product without a variant', 'no answer of 10.7.0.3:9092;', 'Start it.', 'systemctl start kafka'],
    ['nothing', 'no answer at all', 'Start it.', 'systemctl start <service>'],
  ])('is told for the product that %s names: %s', (_, message, what, command) => {
    expect(stepsOn(message)[0]).toMatchObject({ do: what, command });
  });

  it('is checked and taken back the way the product needs', () => {
    expect(stepsOn('no answer of 10.7.0.3:6379;')[0]).toMatchObject({
      verify: 'PONG.',
      undo: 'redis-cli shutdown',
    });
  });

  it('names its variants only where no product is known', () => {
    expect(Object.keys(stepsOn('no answer at all')[0]?.variants ?? {})).toEqual(['redis', 'postgresql']);
    expect(stepsOn('no answer of 10.7.0.3:9092;')[0]).not.toHaveProperty('variants');
    expect(stepsOn('no answer of 10.7.0.3:9092;')[1]).toHaveProperty('variants');
  });

  it('prefers the product of the log on a port that several have', () => {
    const rabbit = '2026-04-05 06:07:08.123456+00:00 [error] <0.1.0> ';

    expect(stepsOn('no answer of 10.7.0.3:1883;', rabbit)[0]).toMatchObject({
      command: 'systemctl start rabbitmq-server',
    });
    expect(stepsOn('no answer of 10.7.0.3:1883;')[0]).toMatchObject({ command: 'systemctl start mosquitto' });
  });
});

describe('a command', () => {
  it.each([
    ['10.7.0.3:5672', '10.7.0.3 5672'],
    ['mq.example', 'mq.example <port>'],
    ['[2001:db8::7]:5672', '2001:db8::7 5672'],
    ['2001:db8::7', '2001:db8::7 <port>'],
    ['amqp://app@mq.example:5673/orders', 'mq.example 5673'],
    ['db" (10.7.0.3), port 5432', 'db 5432'],
    ["10.7.0.3', 5672", '10.7.0.3 5672'],
    ['10.7.0.3 port 8080', '10.7.0.3 8080'],
    ['/10.7.0.3:9092', '10.7.0.3 9092'],
    ['broker/10.7.0.3:9092', 'broker 9092'],
  ])('has host and port apart: %s', (server, parts) => {
    expect(stepsOn(`no answer of ${server};`)[1]?.command).toBe(`nc -vz ${parts}`);
  });
});

describe('a text', () => {
  it('shows what a message has between quotes as one address', () => {
    const [diagnosis] = triageText([down], `${HEAD}no answer of db" (10.7.0.3), port 5432;`).diagnoses;

    expect(diagnosis?.summary).toBe('Nothing answers at db:5432.');
  });
});
