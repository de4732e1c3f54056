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
