import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

function settings(text: string): string[] {
  return observe(text, { name: 'paste' })
    .observations.filter(({ kind }) => kind === 'setting')
    .map(({ fields }) => `${fields['name']} ${fields['value']} ${fields['product']}`);
}

describe('how long a firewall keeps a flow on which nothing comes', () => {
  it.each([
    ['pfctl', 'pf# pfctl -s timeouts | grep established\ntcp.established              3600s', 3600, 'pf'],
    ['pf.conf', 'set timeout { tcp.established 1800, tcp.closing 60 }', 1800, 'pf'],
    ['ipvsadm', '# ipvsadm -L --timeout\nTimeout (tcp tcpfin udp): 900 120 300', 900, 'ipvs'],
    ['Cisco ASA', 'timeout conn 1:00:00 half-closed 0:10:00 udp 0:02:00 sctp 0:02:00', 3600, 'cisco'],
    [
      'FortiOS',
      'config firewall policy\n    edit 12\n        set session-ttl 1800\n    next\nend',
      1800,
      'fortigate',
    ],
    ['Junos', 'set applications application amqp inactivity-timeout 1800', 1800, 'junos'],
    ['PAN-OS', '  TCP default timeout:                           3600 secs', 3600, 'pan-os'],
    ['RouterOS', '        tcp-established-timeout: 1d', 86_400, 'routeros'],
    ['VyOS', "set system conntrack timeout tcp established '7440'", 7440, 'vyos'],
    ['ipvsadm in a script', 'ipvsadm --set 900 120 300', 900, 'ipvs'],
    ['Cloud NAT', 'tcpEstablishedIdleTimeoutSec: 1200', 1200, 'gcp'],
    [
      'a network interface',
      '"ConnectionTrackingConfiguration": { "TcpEstablishedTimeout": 350 }',
      350,
      'aws',
    ],
  ])('is read of %s', (_, text, sec, product) => {
    expect(settings(text)).toEqual([`firewall_idle_sec ${sec} ${product}`]);
  });
});

describe('when Windows sends its first probe', () => {
  it.each([
    ['reg query', '    KeepAliveTime    REG_DWORD    0x6ddd00\n    KeepAliveInterval    REG_DWORD    0x3e8'],
    [
      'a table of PowerShell',
      'KeepAliveTime KeepAliveInterval\n------------- -----------------\n      7200000              1000',
    ],
    ['a list of PowerShell', 'KeepAliveTime     : 7200000\nKeepAliveInterval : 1000'],
  ])('is read from %s', (_, text) => {
    expect(settings(text)).toEqual(['tcp_keepalive_time 7200 kernel', 'tcp_keepalive_intvl 1 kernel']);
  });
});

it.each([
  ['a client of MQTT', 'keepAliveInterval: 60'],
  ['gRPC', '"keepAliveTime": 20'],
  ['a property in seconds', 'KeepAliveTime: 30'],
])('what %s calls so is no setting of Windows', (_, text) => {
  expect(settings(text).filter((one) => one.includes('kernel'))).toEqual([]);
});

describe('the idle limit of what stands on the path', () => {
  it.each([
    [
      'FortiOS',
      'fw # get system session-ttl\ndefault             : 1800',
      'firewall_idle_sec 1800 FortiGate',
    ],
    [
      'gcloud',
      "$ gcloud compute routers nats describe n --format='value(tcpEstablishedIdleTimeoutSec)'\n900",
      'firewall_idle_sec 900 GCP',
    ],
    ['MySQL', '| wait_timeout | 600 |', 'wait_timeout 600 mysql'],
    [
      'a query of az',
      '$ az network lb rule list --query \'[].{q:idleTimeoutInMinutes}\'\n[\n  {\n    "q": 5\n  }\n]',
      'firewall_idle_sec 300 Azure',
    ],
    [
      'a table of az',
      'FrontendPort    IdleTimeoutInMinutes    Name\n--------------  ----------------------  ------\n5672            30                      amqp',
      'firewall_idle_sec 1800 Azure',
    ],
  ])('is read of %s', (_, text, setting) => {
    expect(settings(text)).toContain(setting);
  });
});

describe('how long a connection was idle', () => {
  it.each([
    ['SELECT 1 on pooled connection (idle 7310 s)', 7310],
    ['k1:9092/1: 3 request(s) timed out: disconnect (after 812044ms in state UP)', 812.044],
    ['LISTEN jobs: no notification for 1200s', 1200],
    ['nothing received for 15 min', 900],
    ['connection unused for 2h', 7200],
    ['last activity was 900 s ago', 900],
    ['10.9.0.4:50112 [01/Mar/2026:10:00:00.120] fe be/s1 1/0/600012 210 cD 1/1/1/1/0 0/0', 600.012],
  ])('is read of %s', (text, sec) => {
    expect(settings(text)).toContain(`idle_time ${sec} undefined`);
  });

  it.each(['idle=28011', 'idle threads: 12', 'no messages in queue 5', 'Quiet 3.2.1 released'])(
    'is no part of %s',
    (text) => {
      expect(settings(text)).toEqual([]);
    },
  );
});

describe('what people write of it in passing', () => {
  it.each([
    ['of a load balancer', '# aws elbv2 describe-listeners (idle 350 seconds for TCP listeners)', 350],
    ['of a cloud', '# connection tracking idle 10 minutes', 600],
    ['of a gateway', 'NAT idle 350s', 350],
  ])('is a limit %s, and no time for which a connection was idle', (_, text, value) => {
    expect(settings(text).map((one) => one.split(' ', 2).join(' '))).toEqual([`firewall_idle_sec ${value}`]);
  });

  it('may be of minutes and seconds, where it is of a connection', () => {
    const log = 'Mar 10 12:02:11 c1 ledger[200]: select 1 after 31m12s idle: start';

    expect(settings(log)).toEqual(['idle_time 1872 undefined']);
  });
});
