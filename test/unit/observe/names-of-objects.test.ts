import { describe, expect, it } from 'vitest';
import { observe } from '../../../src/observe/observe.ts';

/** Names that every object of JavaScript answers to, each with a word of the same form that none does. */
const NAMES = [
  ['constructor', 'constructoz'],
  ['toString', 'toStrinz'],
  ['hasOwnProperty', 'hasOwnPropertz'],
  ['__proto__', '__protz__'],
] as const;

/** Where a word of the evidence is looked up: levels, keys, columns, states, flags, codes, names of programs and zones. */
const FORMS: readonly ((name: string) => string)[] = [
  (name) => `${name}: 1`,
  (name) => `${name} = x`,
  (name) => `${name}=1`,
  (name) => `net.ipv4.${name} = 1`,
  (name) => `{"level": "${name}", "${name}": "x", "message": "closing"}`,
  (name) => `{"message": "closing", "${name}": {"level": "error"}}`,
  (name) => `level=${name} msg="x" ${name}=1`,
  (name) => `2026-11-22 05:02:13 [${name}] <0.5.0> closing`,
  (name) => `2026-11-22 05:02:13 ${name}: ECONNRESET read`,
  (name) => `12 ${name}`,
  (name) =>
    `State Recv-Q Send-Q Local Address:Port Peer Address:Port\n${name} 0 0 10.0.0.1:1 10.0.0.2:${name}`,
  (name) => `tcp 0 0 10.0.0.1:5 10.0.0.2:${name} ESTABLISHED 1/${name}`,
  (name) => `TcpExt: ${name}\nTcpExt: 5`,
  (name) => `rabbitmq_queue_messages{queue="${name}"} 5`,
  (name) => `Listing queues ...\nname\tmessages\t${name}\nq\t1\t2`,
  (name) => `$ rabbitmqctl list_queues name ${name}\nq\t2`,
  (name) => `[{"name":"q","messages":1,"${name}":5}]`,
  (name) => `[{'name': 'q', 'messages': ${name}}]`,
  (name) => `[{${name},[{heartbeat,60}]}].`,
  (name) => `timeout ${name} 5s`,
  (name) => `amqp://u@h/?${name}=5&heartbeat=5`,
  (name) => `[mysqld]\nwait_timeout = 5${name}`,
  (name) => ` pid | state\n-----+-------\n 1 | ${name}`,
  (name) => `127.0.0.1:6379> config get ${name}\n1) "${name}"\n2) "5"`,
  (name) => `1 0.000 10.0.0.1 → 10.0.0.2 TCP 66 5 → 6 [${name}, ACK] Seq=1`,
  (name) => `Error: x\n  code: '${name}',\n  syscall: '${name}'`,
  (name) => `"GET / HTTP/1.1" 503 UC "-" response_flags=${name}`,
  (name) => `upstream response_flags=${name}`,
  (name) =>
    `Nov 22 05:02:13 mq01 haproxy[1]: 10.0.0.1:5 [22/Nov/2026:05:02:13.000] f b/s 1/0/5 0 ${name} 1/1/1/1/0 0/0`,
  (name) => `2026-11-22 05:02:13 app db ${name}:  closing`,
];

/** All that is known of a text; a function among it would show itself as such. */
function readings(text: string): string {
  const { observations } = observe(text, { name: 'x', role: 'broker' });
  return JSON.stringify(observations, (_, value: unknown) =>
    typeof value === 'function' ? `function ${value.name}` : value,
  );
}

describe.each(NAMES)('%s', (name, other) => {
  it.each(FORMS.map((form) => [form(name), form(other)]))('is a word like any other in: %s', (text, twin) => {
    expect(readings(text).replaceAll(name, other)).toBe(readings(twin));
  });
});
