import { expect, it } from 'vitest';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();
const diagnose = (text: string) => triageWith(engine, text).diagnoses.map(({ runbook }) => runbook);

const MESSAGE =
  "2026-03-11 07:46:40.868 [warning] <0.646.0> closing AMQP connection <0.646.0> (10.0.0.7:49667 -> 10.0.0.9:5672, vhost: '/', user: 'shop'):\nclient unexpectedly closed TCP connection";

const PAGE = `Applications should close a connection with the method that their **client library** provides.

An orderly end is written at level info, any other one as a warning:

<pre>
${MESSAGE}
</pre>

* Such ends can be harmless: a short script may simply exit.
* They can also hint at a proxy that closes connections which it considers idle, see \`timeout client\`.

### Older releases

Releases before 3.7 write two files, \`<node>.log\` and \`<node>_sasl.log\`, and the level can't be set for each.
`;

const REPORT = `After the upgrade of last night our importer stops every hour and I don't know why. The broker's log has this each time:

${MESSAGE}

We run it on Ubuntu 22.04 in production. Has anybody seen this? Thanks!
`;

it('a page that explains a message shows an example of it', () => {
  expect(diagnose(PAGE)).toEqual([]);
});

it('a page is named as what it is among the formats of its input', () => {
  expect(triageWith(engine, PAGE).inputs[0]?.formats).toContain('documentation');
});

it('the same message in a report of what happened is diagnosed', () => {
  expect(diagnose(REPORT)).toEqual(['connection-closed-abruptly']);
});

it('rows of a sample in a page are no sockets of anybody', () => {
  const rows = Array.from(
    { length: 5 },
    (_, i) => `tcp   0 ${80_000 + i} 192.0.2.5:${41_000 + i}   192.0.2.9:6379   ESTABLISHED`,
  ).join('\n');
  const page = `## Reading the columns

**Send-Q** means bytes that the other end has not acknowledged. In this example the \`Send-Q\` column indicates that the peer does not read:

${rows}

* A value near 0 is typical.
* A larger value may indicate a slow consumer, and should be compared with the buffer that \`sysctl\` returns.
`;

  expect(diagnose(page)).toEqual([]);
  expect(diagnose(rows)).not.toEqual([]);
});

it('a message that a report quotes in the middle of a sentence is an event', () => {
  const report = `When I run the multi-container demo I encountered the problem: missed heartbeats from client, timeout: 60s

After that the message cannot be answered.

My understanding is that client and broker talk to each other if the network is normal. I increased the heartbeat value: 3600, and it did
not occur within an hour. The flow of messages is also normal. I have done many tests, and it is reproducible.`;

  expect(diagnose(report)[0]).toBe('missed-heartbeats');
});

it('what may be a page counts only by messages that are known, not by how its sentences read', () => {
  const glossary = `The first letter tells what ended the session:

- C : the client closed its side while data was still due
- S : the server closed or reset its side
- \`R\` : a resource of the gateway has been exhausted (memory, sockets, source ports, ...). It is usually logged with an alert
- I : an internal error was identified
- D : the session was ended because the server was marked down

The second letter tells in which state the session was when it ended.`;

  expect(diagnose(glossary)).toEqual([]);
});

it('what tools printed at a terminal is no page, however they word it', () => {
  const terminal = `$ rabbitmqctl -n rabbit@mq7 status
Error: unable to perform an operation on node 'rabbit@mq7'. Please see diagnostics information and suggestions below.
 * epmd reports node 'rabbit' uses port 25672 for inter-node and CLI tool traffic
 * TCP connection succeeded but Erlang distribution failed
 * suggestion: check if the Erlang cookie is identical for all server nodes and CLI tools
`;

  expect(diagnose(terminal)).toEqual(['erlang-cookie-mismatch']);
});

it('a message that stands there three times is no example', () => {
  const log = ['46', '47', '48'].map((minute) => MESSAGE.replace('07:46', `07:${minute}`));

  expect(diagnose(PAGE.replace(MESSAGE, log.slice(0, 2).join('\n')))).toEqual([]);
  expect(diagnose(PAGE.replace(MESSAGE, log.join('\n')))).not.toEqual([]);
});

it('a long paste is a log, whatever was written above it', () => {
  const log = Array.from({ length: 20 }, (_, i) =>
    MESSAGE.replace('07:46:40', `07:46:${10 + i}`).replace('49667', String(49_000 + i)),
  );

  expect(diagnose(PAGE.replace(MESSAGE, log.join('\n')))).not.toEqual([]);
});

it.each([
  ['[RESOLVED] Redis connection errors in prod-eu\nworker-7: connect ECONNREFUSED 10.0.0.9:6379'],
  [
    '✅ *Resolved:* RabbitMQ memory alarm on rabbit@mq-2\nmemory resource limit alarm set on node rabbit@mq-2',
  ],
  ['Resolved in 12m 3s: PostgreSQL: too many connections on db-4\nProblem name: too many connections'],
  [
    '***** Nagios *****\n\nNotification Type: RECOVERY\n** RECOVERY Service Alert: mq-1/AMQP is OK **\nConnection refused',
  ],
  [
    '{"status": "resolved", "labels": {"alertname": "BrokerDown"},\n "annotations": {"summary": "connection refused"}}',
  ],
])('an alert that has ended tells of nothing that is wrong now: %s', (text) => {
  expect(diagnose(text)).toEqual([]);
});

it('an alert that goes on beside one that has ended is diagnosed', () => {
  const text = '[RESOLVED] Disk usage on mq-3\n[FIRING:1] Redis: connect ECONNREFUSED 10.0.0.9:6379';

  expect(diagnose(text)).toEqual(['connection-refused']);
});

it.each([
  [
    'a pull request with sample output',
    `Say which protocol a client spoke on the AMQP port #9120 (merged into main)

Now the log reads:

[error] <0.812.0> closing AMQP connection [::1]:40122 -> [::1]:5672 (duration: '0ms'):
[error] <0.812.0> TLS client detected on non-TLS AMQP port. Ensure the client is connecting to the correct port.

Looks much better.`,
  ],
  [
    'a commit that was picked for a branch',
    `Let operators set how often the log of Mnesia is dumped

On large clusters we sometimes see the warning that Mnesia is overloaded. That is mostly when the log is dumped too often.

(cherry picked from commit 0f3c2a9be1d44c7a9a01c2de77a6b0fe2a11d9c4)`,
  ],
  [
    'a list of commits',
    `4be19c7 (HEAD -> main) release 0.9.2
51cc0ae fix: close the socket (CLOSE_WAIT leak)
b0a8d43 docs: what to do about "too many open files"
0f21e9d bump the client to 5.0.1`,
  ],
  [
    'a test that passed',
    `Shorten the session timeout in the test so that the dead member is evicted from the group in time.

kafka.api.ConsumerTest > testBrokerFailure PASSED
BUILD SUCCESSFUL in 3m 40s`,
  ],
])('what describes a change shows what the change is about: %s', (_, text) => {
  expect(diagnose(text)).toEqual([]);
});

it('a change that is named in a report hides nothing', () => {
  const text = `Since #412 was merged into main our consumer cannot reach the broker any longer:

2026-04-01 10:12:08 ERROR consumer - connect ECONNREFUSED 10.0.0.9:5672`;

  expect(diagnose(text)).toEqual(['connection-refused']);
});
