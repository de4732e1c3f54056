import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/model/observation.ts';
import type { ReadContext } from '../../../../src/observe/block-reader.ts';
import type { Line } from '../../../../src/observe/line.ts';
import { CONFIG_READERS } from '../../../../src/observe/reader-order.ts';

function toLines(text: string): Line[] {
  return text.split('\n').map((line, at) => ({ number: at + 1, text: line, verbatim: line }));
}

function readAll(text: string, role?: 'broker'): { observations: Observation[]; left: string[] } {
  const lines = toLines(text);
  const context: ReadContext = { input: 'file', ...(role && { role }), nextSnapshot: () => 'one' };
  const observations: Observation[] = [];
  const left: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = CONFIG_READERS.map((reader) => reader.read(lines, at, context)).find(Boolean);
    if (block) observations.push(...block.observations);
    else left.push(lines[at]?.text ?? '');
    at = block?.next ?? at + 1;
  }
  return { observations, left: left.filter((line) => line.trim() !== '') };
}

function settings(text: string, role?: 'broker'): Record<string, unknown> {
  return Object.fromEntries(
    readAll(text, role).observations.map(({ fields }) => [String(fields['name']), fields['value']]),
  );
}

function libraryOf(text: string): unknown {
  return readAll(text).observations.find(({ fields }) => fields['name'] === 'heartbeat')?.fields['library'];
}

describe('heartbeat in client code', () => {
  it.each([
    [
      'pika',
      'import pika\nparams = pika.ConnectionParameters(host="mq", heartbeat=0, blocked_connection_timeout=300)',
      0,
    ],
    ['pika', "conn = pika.BlockingConnection(pika.ConnectionParameters('mq', heartbeat_interval=0))", 0],
    ['pika', 'import pika\nurl = "amqp://svc:geheim@mq:5672/orders?heartbeat=0&connection_attempts=3"', 0],
    ['aio-pika', "connection = await aio_pika.connect_robust('amqps://svc:x@mq/?heartbeat=15')", 15],
    ['celery', "from celery import Celery\nbroker_url = 'amqp://mq'\nbroker_heartbeat = 0", 0],
    ['celery', "BROKER_URL = 'amqp://mq'\nBROKER_HEARTBEAT = 20", 20],
    ['kombu', 'with kombu.Connection("amqp://mq//", heartbeat=10) as conn:', 10],
    [
      'amqplib',
      "const amqp = require('amqplib');\nconst c = await amqp.connect({ hostname: 'mq', heartbeat: 0 });",
      0,
    ],
    [
      'amqp-connection-manager',
      'const amqp = require("amqp-connection-manager")\nconst c = amqp.connect(urls, { heartbeatIntervalInSeconds: 30 })',
      30,
    ],
    ['java', 'import com.rabbitmq.client.ConnectionFactory;\nfactory.setRequestedHeartbeat(0);', 0],
    ['spring-amqp', 'spring.rabbitmq.host=mq\nspring.rabbitmq.requested-heartbeat=0', 0],
    ['spring-amqp', 'spring:\n  rabbitmq:\n    host: mq\n    requested-heartbeat: 30s', 30],
    [
      'dotnet',
      'var factory = new ConnectionFactory { HostName = "mq", RequestedHeartbeat = TimeSpan.FromSeconds(0) };',
      0,
    ],
    ['dotnet', 'using RabbitMQ.Client;\nfactory.RequestedHeartbeat = 0;', 0],
    ['dotnet', 'factory.RequestedHeartbeat = TimeSpan.Zero;', 0],
    [
      'masstransit',
      'x.UsingRabbitMq((context, cfg) =>\n{\n    cfg.Host("mq", h =>\n    {\n        h.Heartbeat(TimeSpan.FromSeconds(10));\n    });\n});',
      10,
    ],
    [
      'php-amqplib',
      "use PhpAmqpLib\\Connection\\AMQPStreamConnection;\n$options = [\n    'keepalive' => false,\n    'heartbeat' => 0,\n];",
      0,
    ],
    ['amqp091-go', 'conn, err := amqp.DialConfig(url, amqp.Config{Heartbeat: 10 * time.Second})', 10],
    ['amqp091-go', 'cfg := amqp.Config{\n\tHeartbeat: 0 * time.Second,\n\tLocale:    "en_US",\n}', 0],
    ['bunny', 'conn = Bunny.new(host: "mq", heartbeat: 0)', 0],
    ['bunny', "require 'bunny'\nconn = Bunny.new(:host => 'mq', :heartbeat => 5)", 5],
    ['rabbitmq-c', 'amqp_login(conn, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, "svc", "x");', 0],
  ])('%s: %s', (library, code, seconds) => {
    expect(settings(code)['heartbeat']).toBe(seconds);
    expect(libraryOf(code)).toBe(library);
  });

  it('finds positional arguments of php-amqplib on the line that bears them', () => {
    const code = `<?php
$connection = new AMQPStreamConnection(
    'mq', 5672, 'svc', 'geheim', '/',
    false, 'AMQPLAIN', null, 'en_US',
    3.0, 130.0, null,
    true,
    60
);`;

    const { observations } = readAll(code);

    expect(settings(code)).toEqual({ read_write_timeout: 130, keepalive: 1, heartbeat: 60 });
    expect(observations.find(({ fields }) => fields['name'] === 'heartbeat')?.at.line).toBe(7);
  });

  it('reads environment files and compose files', () => {
    expect(settings('AMQP_URL=amqp://svc:geheim@rabbit:5672/?heartbeat=0')).toEqual({ heartbeat: 0 });
    expect(
      settings('services:\n  api:\n    environment:\n      - AMQP_URL=amqp://rabbit/?heartbeat=0'),
    ).toEqual({ heartbeat: 0 });
    expect(settings('      RABBITMQ_HEARTBEAT: "30"\n      RABBITMQ_HOST: mq')).toEqual({ heartbeat: 30 });
  });

  it('knows the options of frameworks and sockets', () => {
    const symfony =
      'framework:\n  messenger:\n    transports:\n      async:\n        options:\n          heartbeat: 0';
    const sockets =
      's.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)\ns.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 60)';

    expect(settings(symfony)).toEqual({ heartbeat: 0 });
    expect(settings(sockets)).toEqual({ keepalive: 1, tcp_keepalive_time: 60 });
    expect(settings("'heartbeat' => env('RABBITMQ_HEARTBEAT', 0),\n'port' => 5672,")).toEqual({});
  });

  it('does not take a comparison, a default of a definition or a computed value for a value in force', () => {
    expect(settings('if heartbeat == 0:\n    raise ValueError("heartbeat")\nx = pika.foo()')).toEqual({});
    expect(
      settings('def connect(host, heartbeat=0):\n    return pika.BlockingConnection(host)\nx = connect(h)'),
    ).toEqual({});
    expect(settings('conn = connect(host, heartbeat=0 if debug else 60)')).toEqual({});
  });

  it('leaves the heartbeats of other systems alone', () => {
    expect(settings('heartbeat.interval.ms=3000\nsession.timeout.ms=10000')).toEqual({});
    expect(settings('spring:\n  kafka:\n    consumer:\n      heartbeat-interval: 3000')).toEqual({});
    expect(settings('mqtt:\n  keepalive: 0\n  host: broker')).toEqual({});
  });
});

describe('what is commented out', () => {
  it.each([
    [
      'Python',
      '# params = pika.URLParameters("amqp://mq/?heartbeat=0")\nchannel = connection.channel()\nchannel.close()\nx = 1',
    ],
    ['end of a Python line', 'params = pika.ConnectionParameters(host)  # heartbeat=0'],
    [
      'a docstring',
      'def connect():\n    """Connects.\n\n    heartbeat=0\n    """\n    return pika.BlockingConnection()',
    ],
    [
      'JavaScript',
      '// const conn = await amqp.connect("amqp://mq?heartbeat=0");\nconst ch = await conn.createChannel();\nawait ch.close();',
    ],
    [
      'a block comment',
      '/*\n heartbeat: 0,\n*/\nconst ch = await conn.createChannel();\nconst q = "a";\nfoo();',
    ],
    ['a star of a block comment', '/**\n * heartbeat: 0\n */\nconst q = "a";\nfoo();\nbar();'],
    ['Erlang', '[{rabbit, [\n  %% {heartbeat, 0},\n  {tcp_listeners, [5672]}\n]}].'],
    ['rabbitmq.conf', '# heartbeat = 0\nlisteners.tcp.default = 5672'],
    ['ini', '; heartbeat = 0\nhost = mq'],
    ['XML', '<!-- <rabbit:connection-factory id="cf" requested-heartbeat="0"/> -->\n<beans>\n</beans>'],
    [
      'XML over lines',
      '<!--\n<rabbit:connection-factory id="cf"\n  requested-heartbeat="0"/>\n-->\n<beans>\n</beans>',
    ],
    ['SQL', '-- heartbeat = 0'],
    ['sysctl.conf', '#net.ipv4.tcp_keepalive_time = 600\nnet.core.rmem_max = 212992'],
  ])('is not in force: %s', (_, text) => {
    expect(settings(text)).toEqual({});
  });

  it('keeps comments of a block of code away from the log reader', () => {
    const code =
      'def work():\n    # Saw "AMQPHeartbeatTimeout: too many missed heartbeats" once.\n    channel.basic_qos(prefetch_count=5)\n    return None';

    expect(readAll(code).left).toEqual([]);
    expect(settings(code)).toEqual({ prefetch: 5 });
  });
});

describe('text that is no configuration', () => {
  it.each([
    'Set `heartbeat: 0` to switch it off; we advise against it.',
    '- The default heartbeat is now 60 s (was 580 s). Set `heartbeat: 0` to switch it',
    '- heartbeat: 0',
    'We run with amqp://guest@mq/?heartbeat=0 on all of the workers and nobody complained so far.',
    '* `heartbeat=0` disables heartbeats',
    '2026-03-01 10:00:00,123 INFO connecting to amqp://svc:x@mq/?heartbeat=30',
    '2026-03-01 10:00:00.067811+00:00 [error] <0.680.0> closing AMQP connection <0.680.0> (10.0.0.1:50000 -> 10.0.0.2:5672):',
    '{handshake_timeout,handshake}',
    '{inet_error,{heartbeat_send_error,{error,timeout}}}',
    'Error: Heartbeat timeout',
    "  errno: -104,\n  code: 'ECONNRESET',\n  syscall: 'read'",
    '    at Connection.checkHeartbeat (/srv/node_modules/amqplib/lib/connection.js:440:17)',
    'pika.exceptions.AMQPHeartbeatTimeout: No activity or too many missed heartbeats in the last 60 seconds',
    'Traceback (most recent call last):\n  File "w.py", line 3, in <module>\n    pika.ConnectionParameters(heartbeat=0)\nValueError: x',
    '{"level":"error","msg":"closing AMQP connection: heartbeat=0"}',
    'missed heartbeats from client, timeout: 60s',
  ])('is left to others: %s', (text) => {
    const { observations, left } = readAll(text);

    expect(observations).toEqual([]);
    expect(left).toEqual(text.split('\n'));
  });

  it('ends a block before the log lines that follow', () => {
    const log = '2026-03-01 10:00:00,123 ERROR read ECONNRESET';

    const { observations, left } = readAll(
      `amqp.connect("amqp://mq?heartbeat=5", function (err, conn) {\n${log}`,
    );

    expect(observations).toHaveLength(1);
    expect(left).toEqual([log]);
  });
});

describe('a broker’s and a server’s configuration', () => {
  it('reads rabbitmq.conf', () => {
    const conf = `listeners.tcp.default = 5672
heartbeat = 0
disk_free_limit.absolute = 2GB
vm_memory_high_watermark.relative = 0.4
consumer_timeout = 1800000
handshake_timeout = 10000
channel_max = 2047
connection_max = 500
tcp_listen_options.keepalive = true`;

    expect(settings(conf)).toEqual({
      heartbeat: 0,
      disk_free_limit: 2_000_000_000,
      vm_memory_high_watermark: 0.4,
      consumer_timeout: 1_800_000,
      handshake_timeout: 10_000,
      channel_max: 2047,
      connection_max: 500,
      keepalive: 1,
    });
    expect(readAll(conf).observations.every(({ fields }) => fields['product'] === 'rabbitmq')).toBe(true);
  });

  it('reads Erlang terms over several lines, fragments and fenced text', () => {
    const fenced =
      'Our configuration:\n```\n[\n  {rabbit, [\n    {heartbeat, 0}, %% off\n    {disk_free_limit, {mem_relative, 1.5}},\n    {vm_memory_high_watermark, 0.5}\n  ]}\n].\n```';

    expect(settings(fenced)).toEqual({
      heartbeat: 0,
      disk_free_limit_mem_relative: 1.5,
      vm_memory_high_watermark: 0.5,
    });
    expect(settings('{disk_free_limit, 5000000000}')).toEqual({ disk_free_limit: 5_000_000_000 });
    expect(settings('{disk_free_limit, "1GB"},\n{heartbeat, 30}')).toEqual({
      disk_free_limit: 1_000_000_000,
      heartbeat: 30,
    });
  });

  it('reads haproxy.cfg in seconds, a bare number being milliseconds', () => {
    const cfg =
      'defaults\n    mode tcp\n    option clitcpka\n    timeout connect 5s\n    timeout client 50s\n    timeout server 50000\n    timeout tunnel 1h';

    expect(settings(cfg)).toEqual({
      keepalive: 1,
      timeout_client_sec: 50,
      timeout_server_sec: 50,
      timeout_tunnel_sec: 3600,
    });
  });

  it('reads nginx, Mosquitto, MySQL and PostgreSQL', () => {
    expect(
      settings('stream {\n  server {\n    listen 5672 so_keepalive=on;\n    proxy_timeout 10m;\n  }\n}'),
    ).toEqual({ keepalive: 1, proxy_timeout: 600 });
    expect(settings('listener 1883\nallow_anonymous true\nmax_keepalive 60')).toEqual({ max_keepalive: 60 });
    expect(settings('[mysqld]\nwait_timeout=600\nmax_connections = 151')).toEqual({
      wait_timeout: 600,
      max_connections: 151,
    });
    expect(
      settings(
        "max_connections = 100\t\t# (change requires restart)\nidle_in_transaction_session_timeout = '5min'",
      ),
    ).toEqual({ max_connections: 100, idle_in_transaction_session_timeout: 300_000 });
  });

  it('reads the idle limit of AWS balancers', () => {
    const json = `{
    "Attributes": [
        { "Key": "deletion_protection.enabled", "Value": "false" },
        {
            "Value": "60",
            "Key": "idle_timeout.timeout_seconds"
        }
    ]
}`;

    expect(settings(json)).toEqual({ idle_timeout_sec: 60 });
    expect(readAll(json).left).toEqual([]);
    expect(
      settings(
        'metadata:\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout: "300"',
      ),
    ).toEqual({ idle_timeout_sec: 300 });
  });
});

describe('sysctl', () => {
  it('reads what sysctl prints, what /proc/sys holds, and the number of local ports', () => {
    const text =
      'net.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.tcp_keepalive_time = 7200\nnet.core.somaxconn = 4096\nnet.netfilter.nf_conntrack_max = 262144\n/proc/sys/net/ipv4/tcp_fin_timeout: 60';

    expect(settings(text)).toEqual({
      ip_local_port_range: 28_232,
      tcp_keepalive_time: 7200,
      somaxconn: 4096,
      nf_conntrack_max: 262_144,
      tcp_fin_timeout: 60,
    });
    expect(settings('$ cat /proc/sys/net/ipv4/tcp_keepalive_intvl\n75')).toEqual({ tcp_keepalive_intvl: 75 });
    expect(settings('net.inet.tcp.keepidle: 7200000')).toEqual({ tcp_keepalive_time: 7200 });
  });
});

describe('passwords', () => {
  it('appear in no part of an observation', () => {
    const code = `const conn = await amqp.connect('amqp://svc:geheim@mq:5672/?heartbeat=0');
params = pika.ConnectionParameters(credentials=pika.PlainCredentials('svc', 'geheim'), heartbeat=0)
factory = { password: "geheim", heartbeat: 0 }
$c = new AMQPStreamConnection('mq', 5672, 'svc', 'geheim', '/', false, 'AMQPLAIN', null, 'en_US', 3.0, 3.0, null, false, 0);`;

    const { observations } = readAll(code);

    expect(observations.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(observations)).not.toContain('geheim');
  });
});

describe('hostile text', () => {
  it('is read in linear time and never throws', () => {
    const awkward = [
      'heartbeat'.repeat(100_000),
      '{'.repeat(1_000_000),
      '# x\n'.repeat(20_000),
      `"${'a '.repeat(500_000)}`,
      '['.repeat(5000).split('').join('\n'),
      '/* \n'.repeat(5000),
    ];

    for (const text of awkward) expect(() => readAll(text)).not.toThrow();
  }, 5000);
});
