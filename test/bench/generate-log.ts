import { closeSync, openSync, writeSync } from 'node:fs';

/** Of 100,000 records so many are faults unless told otherwise; most take two lines, which makes about 0.47 % of the lines. */
const FAULTS_PER_100_000 = 250;
const FLUSH_CHARS = 1 << 20;

type Pick = (below: number) => number;

/** A stream of numbers that is the same on every machine: George Marsaglia's xorshift, its weak low bits multiplied away. */
function createPick(seed: number): Pick {
  let state = seed | 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (Math.imul(state, 0x9e3779b1) >>> 8) % below;
  };
}

interface Connection {
  pid: string;
  name: string;
  client: string;
  user: string;
}

const USERS = ['billing', 'shop', 'mailer', 'reporting', 'guest', 'ingest'];
const CLIENTS = ['worker', 'publisher', 'scheduler', 'webhook', 'exporter'];
const QUEUES = ['orders.created', 'mail.out', 'audit', 'events.all', 'thumbnails', 'invoices.retry'];
const PLUGINS = ['rabbitmq_management', 'rabbitmq_prometheus', 'rabbitmq_shovel', 'rabbitmq_federation'];

function openConnection(pick: Pick): Connection {
  const host = `10.${20 + pick(4)}.${pick(250)}.${1 + pick(250)}:${32768 + pick(28000)}`;
  return {
    pid: `<0.${1000 + pick(900_000)}.${pick(30)}>`,
    name: `${host} -> 10.20.0.5:5672`,
    client: `${CLIENTS[pick(CLIENTS.length)]}-${pick(40)}`,
    user: USERS[pick(USERS.length)] as string,
  };
}

type Record = [level: string, pid: string, lines: string[]];

function lifecycle({ pid, name, client, user }: Connection, step: number): Record {
  if (step === 0) return ['info', pid, [`accepting AMQP connection ${pid} (${name})`]];
  const named = `${name} - ${client}`;
  if (step === 1) return ['info', pid, [`connection ${pid} (${name}) has a client-provided name: ${client}`]];
  if (step === 2) {
    const granted = `user '${user}' authenticated and granted access to vhost '/'`;
    return ['info', pid, [`connection ${pid} (${named}): ${granted}`]];
  }
  return ['info', pid, [`closing AMQP connection ${pid} (${named}, vhost: '/', user: '${user}')`]];
}

function chatter(pick: Pick): Record {
  const pid = `<0.${200 + pick(800)}.0>`;
  const queue = QUEUES[pick(QUEUES.length)] as string;
  const texts = [
    `Mirrored queue '${queue}' in vhost '/': Adding mirror on node rabbit@mq0${1 + pick(3)}: <${1000 + pick(9000)}.${pick(5000)}.0>`,
    `Mirrored queue '${queue}' in vhost '/': Synchronising: ${pick(5000)} messages to synchronise`,
    `queue '${queue}' in vhost '/': consumer ${pick(90)} registered with prefetch ${1 + pick(50)}`,
    `Plugin ${PLUGINS[pick(PLUGINS.length)]}: refreshed ${pick(400)} metrics in ${pick(90)} ms`,
    `Memory in use: ${100 + pick(900)} MiB of 3210 MiB, disk free ${20 + pick(400)} GiB, ${pick(2000)} file handles`,
    `Message store "628WB79CIFDYO9LJI6DKMI09L/msg_store_persistent": segment ${pick(4000)}.rdq compacted in ${pick(300)} ms`,
    `Shovel '${queue}-copy' in virtual host '/' forwarded ${pick(90_000)} messages since the last report`,
  ];
  return ['info', pid, [texts[pick(texts.length)] as string]];
}

const ALARM_LINE = '*** Publishers will be blocked until this alarm clears ***';

function fault(pick: Pick): Record {
  const { pid, name, client, user } = openConnection(pick);
  const login = `Error on AMQP connection ${pid} (${name}, state: starting):`;
  const open = `${pid} (${name} - ${client}, vhost: '/', user: '${user}')`;
  const kinds: Record[] = [
    [
      'error',
      pid,
      [
        `closing AMQP connection ${pid} (${name} - ${client}):`,
        'missed heartbeats from client, timeout: 60s',
      ],
    ],
    ['warning', pid, [`closing AMQP connection ${open}:`, 'client unexpectedly closed TCP connection']],
    ['error', pid, [login, `PLAIN login refused: user '${user}' - invalid credentials`]],
    ['error', pid, [`closing AMQP connection ${pid} (${name}):`, '{handshake_timeout,handshake}']],
    ['error', pid, [`closing AMQP connection ${pid} (${name}):`, '{inet_error,etimedout}']],
    [
      'error',
      pid,
      [
        `Channel error on connection ${open}, channel ${1 + pick(9)}:`,
        'operation basic.ack caused a channel exception precondition_failed: unknown delivery tag 7',
      ],
    ],
    [
      'warning',
      '<0.470.0>',
      [
        'memory resource limit alarm set on node rabbit@mq01.',
        '',
        '*'.repeat(58),
        ALARM_LINE,
        '*'.repeat(58),
        '',
      ],
    ],
  ];
  return kinds[pick(pick(20) === 0 ? kinds.length : kinds.length - 1)] as Record;
}

const secondText = { second: -1, text: '' };

/** Date and time to the second. Most records share their second with the one before, and making the text is slow. */
function toSecond(second: number): string {
  if (second !== secondText.second) {
    secondText.text = new Date(second * 1000).toISOString().replace('T', ' ').slice(0, 19);
    secondText.second = second;
  }
  return secondText.text;
}

/** Writes a record as RabbitMQ 3.9 and later do: the head before every line, trailing blanks stripped. */
function format(atMicros: number, [level, pid, lines]: Record): string {
  const head = `${toSecond(Math.floor(atMicros / 1_000_000))}.${String(atMicros % 1_000_000).padStart(6, '0')}+00:00 [${level}] ${pid}`;
  return lines.map((line) => (line === '' ? `${head}\n` : `${head} ${line}\n`)).join('');
}

/** A log of a busy broker, record by record, without end and the same each time: connections, chatter, a few faults. */
function* records(faultsPer100k: number): Generator<string> {
  const pick = createPick(20_260_314);
  const live: { connection: Connection; step: number }[] = [];
  let atMicros = Date.UTC(2026, 2, 14, 6) * 1000;
  for (;;) {
    atMicros += 200 + pick(60_000);
    if (pick(100_000) < faultsPer100k) {
      yield format(atMicros, fault(pick));
    } else if (pick(100) < 25) {
      yield format(atMicros, chatter(pick));
    } else {
      if (live.length < 40) live.push({ connection: openConnection(pick), step: 0 });
      const slot = pick(live.length);
      const { connection, step } = live[slot] as (typeof live)[number];
      yield format(atMicros, lifecycle(connection, step));
      if (step === 3) live.splice(slot, 1);
      else (live[slot] as (typeof live)[number]).step += 1;
    }
  }
}

/**
 * Writes a RabbitMQ-like log (text format of 3.9 and later) of at least `bytes` bytes to `file`: connection life
 * cycles, queue, mirror and plugin chatter, and about 0.47 % of lines that belong to faults, or as many as
 * `faultsPer100k` records of 100,000 give. The same bytes each time. Answers its exact size in bytes and its number of lines.
 */
export function generateLog(
  file: string,
  bytes: number,
  faultsPer100k = FAULTS_PER_100_000,
): { bytes: number; lines: number } {
  const handle = openSync(file, 'w');
  let written = 0;
  let lines = 0;
  let pending = '';
  for (const record of records(faultsPer100k)) {
    pending += record;
    if (pending.length < FLUSH_CHARS && written + pending.length < bytes) continue;
    written += writeSync(handle, pending);
    lines += pending.split('\n').length - 1;
    pending = '';
    if (written >= bytes) break;
  }
  closeSync(handle);
  return { bytes: written, lines };
}
