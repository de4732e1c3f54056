import { describe, expect, it } from 'vitest';
import { idleLimits } from '../../../../src/detect/derive/idle-limits.ts';
import { observe } from '../../../../src/observe/observe.ts';

const PROXY = 'listen amqp\n  bind *:5672\n  mode tcp\n  timeout client 50s\n  timeout server 50s\n';

/** What the settings of texts, one input each, say together of quiet connections. */
function limitsOf(...texts: string[]) {
  const rows = texts.flatMap((text, at) => observe(text, { name: `input${at}` }).observations);
  return idleLimits(rows).map(({ fields }) => fields);
}

describe('how long a connection may be quiet, and how long it is', () => {
  it('counts a heartbeat at half its time-out, as clients send it', () => {
    expect(limitsOf(PROXY, 'heartbeat = 600\nconsumer_timeout = 900000\n')).toEqual([
      { limit: 'timeout_client_sec', limitSec: 50, every: 'heartbeat', everySec: 300, ratio: 6 },
    ]);
    expect(limitsOf(PROXY, 'heartbeat = 60\nconsumer_timeout = 900000\n')).toMatchObject([{ ratio: 0.6 }]);
  });

  it('takes what is sent most often', () => {
    const kernel = 'net.ipv4.tcp_keepalive_time = 7200\n';

    expect(limitsOf(PROXY, kernel)).toMatchObject([{ every: 'tcp_keepalive_time', ratio: 144 }]);
    expect(limitsOf(PROXY, kernel, 'heartbeat = 60\nconsumer_timeout = 900000\n')).toMatchObject([
      { every: 'heartbeat', everySec: 30 },
    ]);
  });

  it('lets the time-out of tunnels take the place of the others', () => {
    expect(limitsOf(`${PROXY}  timeout tunnel 1h\n`, 'net.ipv4.tcp_keepalive_time = 7200\n')).toMatchObject([
      { limit: 'timeout_tunnel_sec', limitSec: 3600, ratio: 2 },
    ]);
  });

  it.each([
    [
      'Envoy',
      'filters:\n- typed_config:\n    stat_prefix: amqp\n    idle_timeout: 60s\n    cluster: mq\n',
      60,
    ],
    [
      'Azure, in minutes',
      'metadata:\n  annotations:\n    service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: "4"\n',
      240,
    ],
  ])('knows the idle limit of %s', (_, balancer, limitSec) => {
    expect(limitsOf(balancer, 'net.ipv4.tcp_keepalive_time = 7200\n')).toMatchObject([{ limitSec }]);
  });

  it.each([
    [
      "mosquitto's log",
      "1717236000: New client connected from 10.50.2.9:51002 as pump-7 (p2, c1, k90, u'pumps').",
    ],
    [
      "EMQX's",
      '2024-05-05T05:05:05+00:00 [debug] RECV CONNECT(Q0, R0, D0, ClientId=a, ProtoName=MQTT, ProtoVsn=4, CleanStart=true, KeepAlive=90, Username=b)',
    ],
    ["a client's log", '2024-05-05 05:05:05 mqtt session opened, keep alive: 90 s'],
    [
      "a client's code",
      'import paho.mqtt.client as mqtt\n\nclient = mqtt.Client()\nclient.connect("mq", 1883, keepalive=90)\n',
    ],
  ])('knows the MQTT keepalive by %s', (_, text) => {
    expect(limitsOf(PROXY, text)).toMatchObject([{ every: 'mqtt_keepalive', everySec: 90 }]);
  });

  it.each([
    ['time.sleep(50)', 50],
    ['Thread.sleep(50000);', 50],
    ['sleep(50)', 50],
  ])('holds %s against the heartbeat', (sleep, everySec) => {
    const code = `import pika\nparams = pika.ConnectionParameters('mq', heartbeat=5)\ndef handle(ch, method, props, body):\n    ${sleep}\n    ch.basic_ack(method.delivery_tag)\n`;

    expect(limitsOf(code)).toMatchObject([{ limit: 'heartbeat', limitSec: 5, every: 'sleep', everySec }]);
  });

  it.each(['await asyncio.sleep(50)', 'connection.sleep(50)'])('does not hold %s against it', (sleep) => {
    const code = `import pika\nparams = pika.ConnectionParameters('mq', heartbeat=5)\ndef handle(ch, method, props, body):\n    ${sleep}\n    ch.basic_ack(method.delivery_tag)\n`;

    expect(limitsOf(code)).toEqual([]);
  });
});

describe('settings of the kernel below those of a proxy', () => {
  it('are read in the same paste', () => {
    expect(limitsOf(`${PROXY}\nnet.ipv4.tcp_keepalive_time = 7200\n`)).toMatchObject([{ everySec: 7200 }]);
  });
});

describe('a heartbeat of 0', () => {
  it.each([
    [
      'terms that a shell writes',
      'RUN echo "[{rabbit,[{tcp_listeners,[5672]},{heartbeat, 0}]}]." > /etc/rabbitmq/rabbitmq.config\n',
    ],
    [
      'arguments of Erlang',
      'services:\n  mq:\n    environment:\n      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-rabbit heartbeat 0"\n',
    ],
  ])('is read from %s', (_, text) => {
    const settings = observe(text, { name: 'input' }).observations.filter(({ kind }) => kind === 'setting');

    expect(settings.map(({ fields }) => fields)).toMatchObject([{ name: 'heartbeat', value: 0 }]);
  });
});
