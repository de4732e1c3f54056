import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const diagnosesOf = (...inputs: Parameters<typeof triageWith>[1][]) =>
  triageWith(engine, ...inputs).diagnoses;

const pan = (protocol: string, reason: string) =>
  `1,2026/07/06 09:44:09,0132,TRAFFIC,end,2561,2026/07/06 09:44:09,10.97.3.8,10.97.9.5,0.0.0.0,0.0.0.0,db,,,postgres,vsys1,a,b,ae1,ae2,fwd,2026/07/06 09:44:09,881,1,52210,5432,0,0,0x1c,${protocol},allow,1182,601,581,12,2026/07/06 08:41:02,3745,any,,73,0x0,10.0.0.0-10.255.255.255,10.0.0.0-10.255.255.255,,6,6,${reason}\n`;
const FAILED = '2026-07-06 10:02:55.114 WARN  pool - could not read: Connection reset\n';

describe('a flow that a firewall ended because nothing came on it', () => {
  it.each([
    ['PAN-OS', pan('tcp', 'aged-out'), 'aged-out'],
    [
      'Junos',
      'Jul  6 09:31:11 srx RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed idle Timeout: 10.97.3.8/50112->10.97.9.5/5432 0x0 None 10.97.3.8/50112->10.97.9.5/5432 0x0 N/A N/A N/A N/A 6 app a b 401 31(44) 29(71) 1869 UNKNOWN\n',
      'idle Timeout',
    ],
    [
      'FortiGate',
      'date=2026-07-06 time=09:40:01 type="traffic" subtype="forward" srcip=10.97.3.8 srcport=51440 dstip=10.97.9.5 dstport=5432 proto=6 action="timeout" policyid=7 duration=3605 sentbyte=4120\n',
      'timeout',
    ],
    [
      'ASA',
      'Jul 06 2026 09:41:43: %ASA-6-302014: Teardown TCP connection 88 for apps:10.97.3.8/40812 to data:10.97.9.5/5432 duration 1:00:03 bytes 182 Connection timeout\n',
      '1:00:03',
    ],
  ])('explains the failure of its client, as %s logs it', (_, record, quoted) => {
    const found = diagnosesOf(`${record}${FAILED}`)[0];

    expect(found?.runbook).toBe('idle-connection-dropped');
    expect(JSON.stringify(found)).toContain(quoted);
    expect(JSON.stringify(found)).toContain('10.97.3.8');
  });

  it('is nothing by itself, and nothing where it was ended for another reason or is no connection', () => {
    expect(diagnosesOf(pan('tcp', 'aged-out'))).toEqual([]);
    expect(diagnosesOf(`${pan('udp', 'aged-out')}${FAILED}`)[0]?.runbook).not.toBe('idle-connection-dropped');
    expect(diagnosesOf(`${pan('tcp', 'tcp-fin')}${FAILED}`)[0]?.runbook).not.toBe('idle-connection-dropped');
  });
});

describe('an entry that conntrack -E shows as deleted', () => {
  const gateway = (event: string, port = 48333) => ({
    role: 'host' as const,
    text: `root@nat2:~# conntrack -E -p tcp\n[${event}] tcp      6 ${event === 'NEW' ? '120 SYN_SENT ' : ''}src=10.97.0.9 dst=198.51.100.77 sport=${port} dport=5672 src=198.51.100.77 dst=203.0.113.8 sport=5672 dport=${port} [ASSURED]\n`,
  });
  const client = (state = 'ESTAB') => ({
    role: 'client' as const,
    text: `app@w9:~$ ss -tno dport = :5672\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\n${state} 0 0 10.97.0.9:48333 198.51.100.77:5672 timer:(keepalive,58min,0)\n`,
  });

  it('is of a connection that its client still has', () => {
    const found = diagnosesOf(gateway('DESTROY'), client())[0];

    expect(found).toMatchObject({ runbook: 'idle-connection-dropped', facts: { local: '10.97.0.9:48333' } });
  });

  it('says nothing of a connection that is over, of another one, or of a new entry', () => {
    const dropped = (...inputs: Parameters<typeof diagnosesOf>) =>
      diagnosesOf(...inputs).filter(({ runbook }) => runbook === 'idle-connection-dropped');

    expect(dropped(gateway('DESTROY'), client('TIME-WAIT'))).toEqual([]);
    expect(dropped(gateway('DESTROY', 48334), client())).toEqual([]);
    expect(dropped(gateway('NEW'), client())).toEqual([]);
  });
});

describe('a limit for quiet connections, beside a failure in another language', () => {
  it('names the cause as it does in English', () => {
    const limit = 'set applications application pg inactivity-timeout 1800\n';
    const failed = (words: string) => `2026-07-06 10:02:55.114 ERROR app - lecture: ${words}\n`;

    const found = ['Connection reset by peer', 'Connexion ré-initialisée par le correspondant'].map(
      (words) => diagnosesOf(`${limit}${failed(words)}`)[0]?.runbook,
    );

    expect(found).toEqual(['idle-connection-dropped', 'idle-connection-dropped']);
  });
});
