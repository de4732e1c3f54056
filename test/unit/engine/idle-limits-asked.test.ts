import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const diagnosesOf = (text: string) => triageWith(engine, text).diagnoses;

/** What a cloud or a firewall answers, and the limit in seconds. */
const ANSWERS: readonly (readonly [string, number, string])[] = [
  [
    'az, under another name',
    240,
    '$ az network lb rule show -g rg-a --lb-name lb1 -n amqp --query \'{port:frontendPort,quiet:idleTimeoutInMinutes}\'\n{\n  "port": 5672,\n  "quiet": 4\n}',
  ],
  [
    'az, the value alone',
    600,
    '$ az network nat gateway show -g rg-a -n gw1 --query idleTimeoutInMinutes -o tsv\n10',
  ],
  [
    'az, as a table',
    240,
    'BackendPort    FrontendPort    IdleTimeoutInMinutes    Name\n-------------  --------------  ----------------------  ------\n5672           5672            4                       amqp',
  ],
  [
    'gcloud',
    1200,
    "$ gcloud compute routers nats describe nat1 --router=r1 --format='value(tcpEstablishedIdleTimeoutSec)'\n1200",
  ],
  [
    'aws',
    350,
    "$ aws elbv2 describe-listener-attributes --listener-arn arn:aws:x --query 'Attributes[?Key==`tcp.idle_timeout.seconds`].Value' --output text\n350",
  ],
  ['FortiGate', 3600, 'FGT-1 # get system session-ttl\ndefault             : 3600\nport:'],
  ['a remark', 900, '# the NAT gateway has an idle timeout of 900 s'],
  ['what support says', 300, 'their answer: our frontend drops idle connections after 300 s'],
];

describe('an idle limit that somebody asked for', () => {
  it.each(ANSWERS)('names the cause of a connection that was lost: %s', (_, sec, answer) => {
    const [first] = diagnosesOf(
      `${answer}\n\n2026-03-04 08:00:01 ERROR pool: write tcp 10.9.0.4:50112->10.9.8.1:5672: Connection timed out`,
    );

    expect(first?.runbook).toBe('idle-connection-dropped');
    expect(JSON.stringify(first)).toContain(`after ${sec} s`);
  });

  it.each(ANSWERS.filter(([name]) => name !== 'what support says'))(
    'is nothing to report by itself: %s',
    (_, _sec, answer) => {
      expect(diagnosesOf(answer)).toEqual([]);
    },
  );

  it('is nothing to report where keepalive is sent within it', () => {
    const [, , answer = ''] = ANSWERS[1] ?? [];

    expect(
      diagnosesOf(`${answer}\n$ sysctl net.ipv4.tcp_keepalive_time\nnet.ipv4.tcp_keepalive_time = 120`),
    ).toEqual([]);
  });
});

describe('a gateway that was asked for a connection', () => {
  const socket =
    'svc@app-1:~$ ss -tn dst 203.0.113.9\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0 0 10.9.0.4:50112 203.0.113.9:5671\n';
  const none = 'conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.';

  it('has forgotten it where its list is empty', () => {
    const text = `${socket}root@natgw-1:~# conntrack -L -p tcp --orig-port-src 50112\n${none}\n`;

    expect(diagnosesOf(text)[0]).toMatchObject({
      runbook: 'idle-connection-dropped',
      facts: { client: '10.9.0.4:50112' },
    });
  });

  it.each([
    ['another port was asked for', `root@natgw-1:~# conntrack -L -p tcp --orig-port-src 50114\n${none}\n`],
    ['the machine itself tracks nothing', `svc@app-1:~$ sudo conntrack -L\n${none}\n`],
  ])('says nothing where %s', (_, list) => {
    expect(diagnosesOf(`${socket}${list}`)).toEqual([]);
  });
});
