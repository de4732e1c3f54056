import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

/** The runbook that leads on what a framework or shipper logs, alone. */
function leading(line: string): string | undefined {
  return triageWith(engine, `${line}\n`).diagnoses[0]?.runbook;
}

describe('a framework that wraps the error of a client library', () => {
  it.each([
    'ERROR oslo.messaging._drivers.impl_rabbit [-] AMQP server on mq1:5672 is unreachable: {}. Trying again in 8 seconds.',
    'ERROR oslo.messaging._drivers.impl_rabbit [-] Connection failed: {} (retrying in 2.0 seconds)',
    "[error] client shop failed to connect to mq1:9092\nreason:[{{mq1,9092},{'{}'}}]",
    "WARN NServiceBus.Transport.RabbitMQ.MessagePump 'Sales': Reconnecting to the broker failed: {}",
    '[2026/11/22 08:00:00] [error] [net] TCP connection failed: mq1:24224 ({})',
    "2026-11-22T08:00:00Z E! [agent] Failed to connect to [outputs.amqp], retrying in 15s, error was '{}'",
  ])('leaves the word to the cause inside, and tells of trouble without one: %s', (template) => {
    const withCause = leading(template.replace('{}', 'ECONNREFUSED'));
    const withoutCause = leading(template.replace('{}', 'unknown error'));

    expect(withCause).toBe('connection-refused');
    expect(withoutCause).toBe('connection-trouble');
  });

  it.each([
    'INFO oslo.messaging._drivers.impl_rabbit [-] [6c2f] Reconnected to AMQP server on mq1:5672 via [amqp] client with port 45678.',
    "INFO NServiceBus.Transport.RabbitMQ.ChannelProvider 'Sales': Connection to the broker reestablished successfully.",
    '2026-11-22 08:00:00 +0000 [warn]: #0 recovered forwarding server \'agg1\' host="10.0.0.9" port=24224',
    'INFO: Connected to mysql1:3306 at mysql-bin.000003/154 (sid:5400, cid:42)',
  ])('is healthy where it came back: %s', (line) => {
    expect(leading(line)).toBeUndefined();
  });
});

describe('a trace of AMQP frames', () => {
  it.each([
    '[0x5] SEND (ch=0) open(container-id:shop,channel-max:256,idle-time-out:0)',
    '[0x5] RECV (ch=0) begin(remote-channel:1,next-outgoing-id:1,incoming-window:5000,outgoing-window:2048,handle-max:255)',
    '[0x5] -> @open(16) [container-id="shop", max-frame-size=32768, channel-max=32767, idle-time-out=30000]',
    'Tuned connection: channel_max 2047, frame_max 131072, heartbeat 60',
  ])('names limits that both ends agree on, none that was reached: %s', (line) => {
    expect(leading(line)).toBeUndefined();
  });
});

describe('a server that has no room or no majority', () => {
  it.each([
    ['2026/11/22 08:00:00 [alert] 12#12: worker_connections are not enough', 'proxy-connection-limit'],
    [
      '[error] <0.1.0> MQTT cannot accept a connection: client ID registration timed out',
      'queue-unavailable',
    ],
  ])('%s', (line, runbook) => {
    expect(leading(line)).toBe(runbook);
  });
});
