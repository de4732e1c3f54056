import { type Problem, packet } from './problem.ts';

const CLIENT = '10.31.4.12.51514';
const BROKER = '10.31.9.20.5672';
const EVERY_SEC = 30;

/** An AMQP heartbeat and the acknowledgement of it; `no` is its place among those of its end. */
function beat(afterSec: number, from: string, to: string, no: number, ack: number): string {
  const seq = 1 + 8 * no;
  return (
    packet(afterSec, from, to, `[P.], seq ${seq}:${seq + 8}, ack ${ack}, win 501, length 8`) +
    packet(afterSec, to, from, `[.], ack ${seq + 8}, win 509, length 0`, '104000')
  );
}

/** Heartbeats of the broker, and as many of the client. */
function beats(ofBroker: number, ofClient: number): string {
  return Array.from({ length: ofBroker }, (_, no) => {
    const acked = 1 + 8 * Math.min(no, ofClient);
    const client = no < ofClient ? beat(no * EVERY_SEC + 2, CLIENT, BROKER, no, 9 + 8 * no) : '';
    return beat(no * EVERY_SEC, BROKER, CLIENT, no, acked) + client;
  }).join('');
}

const MQTT_CLIENT = '10.31.4.15.40100';
const MQTT_BROKER = '10.31.9.24.1883';

function ping(no: number, answered: boolean): string {
  const [at, from, to] = [no * 20, 100 + 2 * no, 50 + 2 * no];
  return (
    packet(at, MQTT_CLIENT, MQTT_BROKER, `[P.], seq ${from}:${from + 2}, ack ${to}, win 500, length 2`) +
    (answered
      ? packet(
          at,
          MQTT_BROKER,
          MQTT_CLIENT,
          `[P.], seq ${to}:${to + 2}, ack ${from + 2}, win 500, length 2`,
          '200000',
        )
      : packet(at, MQTT_BROKER, MQTT_CLIENT, `[.], ack ${from + 2}, win 500, length 0`, '200000'))
  );
}

const GOODBYE =
  packet(101, CLIENT, BROKER, '[P.], seq 33:60, ack 33, win 500, length 27') +
  packet(101, BROKER, CLIENT, '[P.], seq 33:45, ack 60, win 500, length 12', '200000') +
  packet(101, CLIENT, BROKER, '[F.], seq 60, ack 45, win 500, length 0', '300000') +
  packet(101, BROKER, CLIENT, '[F.], seq 45, ack 61, win 500, length 0', '400000') +
  packet(101, CLIENT, BROKER, '[.], ack 46, win 500, length 0', '500000');

/** One end's heartbeats stop, and the other closes. */
export const HEARTBEATS: readonly Problem[] = [
  {
    evidence: "the broker's log",
    inputs: [
      {
        role: 'broker',
        text: '2026-04-02 09:14:11.220 [error] <0.8101.2> closing AMQP connection <0.8101.2> (10.31.4.12:51514 -> 10.31.9.20:5672 - billing):\nmissed heartbeats from client, timeout: 60s\n',
      },
    ],
    first: 'missed-heartbeats',
    names: ['10.31.4.12:51514', '60'],
  },
  {
    evidence: 'a capture of AMQP that ends with RST',
    inputs: [
      {
        role: 'host',
        text: beats(8, 3) + packet(215, BROKER, CLIENT, '[R.], seq 65, ack 25, win 0, length 0'),
      },
    ],
    first: 'missed-heartbeats',
    names: ['10.31.4.12:51514', 'every 30 s', '153 s'],
  },
  {
    evidence: 'a capture of AMQP that ends with FIN',
    inputs: [
      {
        role: 'host',
        text: beats(8, 3) + packet(215, BROKER, CLIENT, '[F.], seq 65, ack 25, win 9, length 0'),
      },
    ],
    first: 'missed-heartbeats',
    names: ['153 s'],
  },
  {
    evidence: 'a capture of MQTT whose client falls silent',
    inputs: [
      {
        role: 'host',
        text:
          [0, 1, 2, 3].map((no) => ping(no, true)).join('') +
          packet(90, MQTT_BROKER, MQTT_CLIENT, '[F.], seq 58, ack 108, win 500, length 0'),
      },
    ],
    first: 'mqtt-keepalive-timeout',
    names: ['every 20 s', '30 s'],
  },
  {
    evidence: 'a capture of MQTT whose broker answers no more',
    inputs: [
      {
        role: 'host',
        text:
          [0, 1, 2, 3, 4, 5].map((no) => ping(no, no < 4)).join('') +
          packet(110, MQTT_CLIENT, MQTT_BROKER, '[F.], seq 112, ack 58, win 500, length 0'),
      },
    ],
    first: 'server-heartbeat-lost',
    names: ['every 20 s', '49.9 s'],
  },
  {
    evidence: 'a capture of heartbeats both ways',
    inputs: [{ role: 'host', text: beats(8, 8) }],
    first: 'none',
  },
  {
    evidence: 'a capture of a server that pushes a small frame each second, and ends',
    inputs: [
      {
        role: 'host',
        text:
          packet(0, CLIENT, '10.31.9.20.9100', '[P.], seq 1:40, ack 1, win 501, length 39') +
          Array.from({ length: 12 }, (_, no) => {
            const [at, seq] = [no + 1, 1 + 32 * no];
            return (
              packet(
                at,
                '10.31.9.20.9100',
                CLIENT,
                `[P.], seq ${seq}:${seq + 32}, ack 40, win 501, length 32`,
              ) + packet(at, CLIENT, '10.31.9.20.9100', `[.], ack ${seq + 32}, win 509, length 0`, '104000')
            );
          }).join('') +
          packet(13, '10.31.9.20.9100', CLIENT, '[F.], seq 385, ack 40, win 501, length 0') +
          packet(13, CLIENT, '10.31.9.20.9100', '[F.], seq 40, ack 386, win 501, length 0', '101000'),
      },
    ],
    first: 'none',
  },
  {
    evidence: 'a capture of heartbeats and a client that says goodbye',
    inputs: [{ role: 'host', text: beats(4, 4) + GOODBYE }],
    first: 'none',
  },
];
