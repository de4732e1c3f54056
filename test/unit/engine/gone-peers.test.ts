import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/model/input.ts';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function diagnosesOf(...inputs: (string | { role: Role; text: string })[]) {
  return triageWith(engine, ...inputs).diagnoses;
}

const first = (text: string) => diagnosesOf(text)[0];
const halfOpen = (text: string) =>
  diagnosesOf(text).find(({ runbook }) => runbook === 'half-open-connection');

const SOCKETS = `root@db-2:~# ss -tn sport = :5432
State Recv-Q Send-Q Local Address:Port  Peer Address:Port
ESTAB 0      0         10.91.0.5:5432     10.91.3.44:51820
ESTAB 0      0         10.91.0.5:5432     10.91.3.44:51822
`;
const WITHOUT_PROMPT = 'root@db-2:~# ';

describe('a server that still has connections of a machine that is gone', () => {
  it.each([
    [
      'nobody answers ARP',
      'root@db-2:~# ping -c1 10.91.3.44\nPING 10.91.3.44 (10.91.3.44) 56(84) bytes of data.\nFrom 10.91.0.5 icmp_seq=1 Destination Host Unreachable\n',
    ],
    [
      'Windows pings in vain',
      'C:\\>ping 10.91.3.44\n\nPinging 10.91.3.44 with 32 bytes of data:\nReply from 10.91.0.5: Destination host unreachable.\n',
    ],
    ['the neighbour table', 'root@db-2:~# ip neigh show 10.91.3.44\n10.91.3.44 dev ens5 FAILED\n'],
    [
      'the ARP table',
      'root@db-2:~# arp -n 10.91.3.44\nAddress                  HWtype  HWaddress           Flags Mask            Iface\n10.91.3.44                       (incomplete)                              ens5\n',
    ],
    [
      'a connect',
      'root@db-2:~# nc -vz 10.91.3.44 22\nnc: connect to 10.91.3.44 port 22 (tcp) failed: No route to host\n',
    ],
    ['a cluster', '$ kubectl get pods -A --field-selector status.podIP=10.91.3.44\nNo resources found\n'],
    [
      'a search in a cluster',
      '$ kubectl get pods -A -o wide | grep 10.91.3.44\n$ date\nMon May  4 10:00:00 UTC 2026\n',
    ],
    [
      'EC2',
      '$ aws ec2 describe-instances --filters Name=private-ip-address,Values=10.91.3.44 --output text\nINSTANCES i-0aa4 10.91.3.44 terminated\n',
    ],
    [
      'Azure',
      '$ az vm list -d --query "[?privateIps==\'10.91.3.44\']" -o table\nName   PrivateIps  PowerState\nvm-b9  10.91.3.44  VM deallocated\n',
    ],
    [
      'GCP',
      '$ gcloud compute instances list\nNAME  ZONE  INTERNAL_IP  STATUS\nbatch-9 europe-west3-a 10.91.3.44 TERMINATED\n',
    ],
    ['a remark', '# 10.91.3.44 lost power at noon and never came back\n'],
    ['a sentence', 'The box at 10.91.3.44 was decommissioned on Friday, why is it still there?\n'],
  ])('is half-open, as %s shows', (_, evidence) => {
    const found = first(`${SOCKETS}${evidence}`);

    expect(found?.runbook).toBe('half-open-connection');
    expect(JSON.stringify(found)).toContain('10.91.3.44');
  });

  it.each([
    [
      'the machine answers',
      'root@db-2:~# ping -c1 10.91.3.44\nPING 10.91.3.44 (10.91.3.44) 56(84) bytes of data.\n64 bytes from 10.91.3.44: icmp_seq=1 ttl=64 time=0.3 ms\n',
    ],
    ['another machine is gone', 'root@db-2:~# ip neigh show 10.91.3.45\n10.91.3.45 dev ens5 FAILED\n'],
    [
      'it runs',
      '$ aws ec2 describe-instances --filters Name=private-ip-address,Values=10.91.3.44 --output text\nINSTANCES i-0aa4 10.91.3.44 running\n',
    ],
    ['only a plan', '# 10.91.3.44 will be decommissioned on Friday\n'],
    ['a connection was closed, no machine', '# one session of 10.91.3.44 was terminated by us\n'],
    ['nothing is said of it', `${WITHOUT_PROMPT}uptime\n 10:00:00 up 41 days\n`],
  ])('says nothing where %s', (_, evidence) => {
    expect(halfOpen(`${SOCKETS}${evidence}`)).toBeUndefined();
  });

  it('says nothing of sockets that close already, or that are in use', () => {
    const closing = SOCKETS.replaceAll('ESTAB', 'TIME-WAIT');
    const redis =
      '$ redis-cli client list\nid=5 addr=10.91.3.44:40112 laddr=10.91.0.5:6379 fd=8 name=feed-3 age=911 idle=1 flags=N cmd=get\n';
    const gone = '# 10.91.3.44 was terminated at noon\n';

    expect(halfOpen(`${closing}${gone}`)).toBeUndefined();
    expect(halfOpen(`${redis}${gone}`)).toBeUndefined();
  });

  it('is less sure where only pings are lost, which a firewall may eat', () => {
    const lost =
      'root@db-2:~# ping -c2 10.91.3.44\nPING 10.91.3.44 (10.91.3.44) 56(84) bytes of data.\n\n--- 10.91.3.44 ping statistics ---\n2 packets transmitted, 0 received, 100% packet loss, time 1004ms\n';
    const failed = 'root@db-2:~# ip neigh show 10.91.3.44\n10.91.3.44 dev ens5 FAILED\n';

    const [unsure, sure] = [halfOpen(`${SOCKETS}${lost}`), halfOpen(`${SOCKETS}${failed}`)];

    expect(unsure?.confidence).toBeLessThan(0.9);
    expect(sure?.confidence).toBeGreaterThan(0.94);
  });

  it.each([
    [
      'Oracle',
      "SQL> select sid, status, machine, last_call_et from v$session where machine='crm07';\n\n SID STATUS   MACHINE LAST_CALL_ET\n---- -------- ------- ------------\n 112 INACTIVE crm07          88120\n 117 INACTIVE crm07          88118\n\nSQL> -- crm07 crashed last night at 22:40\n",
    ],
    [
      'SQL Server',
      "1> select session_id, host_name, status, last_request_end_time from sys.dm_exec_sessions where host_name = 'crm07'\n2> go\n 71 crm07 sleeping 2026-05-03 22:39\n# crm07 was powered off on Sunday\n",
    ],
    [
      'MongoDB',
      '> db.currentOp(true).inprog.forEach(o => print(o.client, o.secs_running))\n10.91.3.44:50112 81200\n10.91.3.44:50118 81195\n# that VM, 10.91.3.44, was deleted yesterday\n',
    ],
    [
      'MySQL, by host',
      '$ mysql -e "select substring_index(host,\':\',1) h, count(*) n from information_schema.processlist group by 1"\n+------------+-----+\n| h          | n   |\n+------------+-----+\n| 10.91.3.44 | 118 |\n+------------+-----+\n$ aws ec2 describe-instances --filters Name=private-ip-address,Values=10.91.3.44 --query x\n[]\n',
    ],
    [
      'Redis, by its name',
      '$ redis-cli client list\nid=5 addr=10.91.3.44:40112 laddr=10.91.0.5:6379 fd=8 name=feed-3 age=91100 idle=90022 flags=b cmd=brpop\n$ kubectl get pod feed-3\nError from server (NotFound): pods "feed-3" not found\n',
    ],
    [
      'lsof, counted by peer',
      "$ lsof -nP -iTCP:9092 -sTCP:ESTABLISHED | awk '{print $9}' | cut -d'>' -f2 | cut -d: -f1 | sort | uniq -c\n    204 10.91.3.44\n     11 10.91.3.9\n$ kubectl get pods -A -o wide | grep 10.91.3.44\n$ exit\n",
    ],
    [
      'sockets that the other machine counts itself',
      'SQL> select sid, machine from v$session where machine=\'crm07\';\n 112 crm07\n\nSQL> host netstat -an | grep 10.91.3.44\ntcp4 0 0 10.91.0.5.1521 10.91.3.44.40122 ESTABLISHED\n\nSQL> host ssh crm07 "netstat -an | grep 1521 | wc -l"\n       0\n',
    ],
  ])('is read from the sessions of %s', (_, text) => {
    expect(first(text)?.runbook).toBe('half-open-connection');
  });

  it.each([
    ['a hosts file', '# virsh domstate till4\nshut off\n# getent hosts till4\n10.91.3.44      till4\n'],
    ['a remark', '$ docker inspect till-4\nError: No such object: till-4\n# till-4 was 10.91.3.44\n'],
    [
      'a name of Amazon',
      '$ kubectl get node ip-10-91-3-44\nError from server (NotFound): nodes "ip-10-91-3-44" not found\n',
    ],
  ])('finds the address of a name by %s', (_, evidence) => {
    const other = evidence.replaceAll('10.91.3.44', '10.91.3.45').replaceAll('10-91-3-44', '10-91-3-45');

    expect(first(`${SOCKETS}${evidence}`)?.runbook).toBe('half-open-connection');
    expect(halfOpen(`${SOCKETS}${other}`)).toBeUndefined();
  });

  it('knows that ss counts its heading', () => {
    const counted = (flags: string, lines: number) =>
      `${SOCKETS}root@db-2:~# ssh 10.91.3.44 "ss ${flags} dport = :5432 | wc -l"\n${lines}\n`;

    expect(halfOpen(counted('-tn', 1))).toBeDefined();
    expect(halfOpen(counted('-tn', 3))).toBeUndefined();
    expect(halfOpen(counted('-tnH', 1))).toBeUndefined();
  });

  it('outranks the transaction that the dead client left open', () => {
    const text = `shop=# select pid, client_addr, client_port, state, now()-state_change as since from pg_stat_activity;
  pid | client_addr | client_port |        state        |   since
------+-------------+-------------+---------------------+-----------
 4120 | 10.91.3.44  |       40011 | idle in transaction | 11:02:44
(1 row)

shop=# -- the spot node 10.91.3.44 was reclaimed at midnight
`;

    expect(first(text)?.runbook).toBe('half-open-connection');
    expect(first(text.replace('reclaimed', 'patched'))?.runbook).toBe('database-connection-leak');
  });

  it('is read from two machines with Windows, of which one has no such socket', () => {
    const server = {
      role: 'host' as const,
      text: 'PS C:\\Users\\ops> Get-NetTCPConnection -RemoteAddress 10.91.3.44 | ft LocalPort,RemoteAddress,RemotePort,State\n\nLocalPort RemoteAddress RemotePort       State\n--------- ------------- ----------       -----\n     1433 10.91.3.44         50231 Established\n',
    };
    const peer = (port: number, out: string) => ({
      role: 'peer' as const,
      text: `PS C:\\> netstat -ano | findstr ${port}\n${out}PS C:\\>\n`,
    });

    const row = '  TCP    10.91.3.44:50231       10.91.0.5:1433         ESTABLISHED     4120\n';

    expect(diagnosesOf(server, peer(1433, ''))[0]?.runbook).toBe('half-open-connection');
    expect(diagnosesOf(server, peer(1433, row))).toEqual([]);
    expect(diagnosesOf(server, peer(3306, ''))).toEqual([]);
  });
});
