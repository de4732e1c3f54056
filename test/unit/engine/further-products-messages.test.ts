import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function diagnosed(text: string) {
  return triageWith(engine, text).diagnoses;
}

describe('messages of further products', () => {
  it.each([
    [
      'a container that Compose shows to be killed, before the balancer that misses it',
      'rabbitmq_1 exited with code 137\nlb_1  | [WARNING] 11/120102 (1) : Server amqp/mq is DOWN, reason: Layer4 timeout, check duration: 4001ms. 0 active and 0 backup servers left.\n',
      'broker-killed',
      ['137'],
    ],
    [
      'sessions that MariaDB ends one after the other',
      [0, 10, 20, 30, 40]
        .map(
          (minute) =>
            `2026-03-02 10:${String(minute).padStart(2, '0')}:22 ${minute + 70} [Warning] Aborted connection ${minute + 70} to db: 'crm' user: 'web' host: '10.3.0.9' (Got timeout reading communication packets)\n`,
        )
        .join(''),
      'idle-connection-dropped',
      ['10.3.0.9'],
    ],
    [
      'a client of ZooKeeper that hears nothing',
      '2026-05-05 11:20:31,100 WARN org.apache.zookeeper.ClientCnxn: Client session timed out, have not heard from server in 26671ms for session id 0x10003a7c0540008\n2026-05-05 11:20:31,220 INFO org.apache.curator.framework.state.ConnectionStateManager: State change: SUSPENDED\n',
      'server-heartbeat-lost',
      ['26671ms'],
    ],
    [
      "the pool of MongoDB's driver for Ruby",
      'E, [2026-01-14T22:40:18] ERROR -- : Mongo::Error::ConnectionCheckOutTimeout: Timed out attempting to check out a connection from pool for db-1:27017 after 1 sec. Connections in pool: 0 available, 5 checked out, 0 pending (max size: 5)\n',
      'connection-pool-exhausted',
      ['5'],
    ],
    [
      'a Message VPN that a user may not join',
      '2026-01-14 22:40:18 ERROR app com.solacesystems.jcsmp.JCSMPErrorResponseException: 403: Message VPN Not Allowed (Client name: app/7   Local addr: 10.1.1.5:51000   Remote addr: 10.1.1.9:55555)\n',
      'access-denied',
      ['10.1.1.9:55555'],
    ],
    [
      'a Message VPN that is shut down',
      '2026-01-14 22:40:18 ERROR app com.solacesystems.jcsmp.JCSMPErrorResponseException: 503: Message VPN Unavailable\n',
      'vhost-down',
      [],
    ],
    [
      'fields of an error that a program prints by their path',
      'Got connection.error\nevent.connection.error.condition=amqp:resource-limit-exceeded\nevent.connection.error.description=local-idle-timeout expired\n',
      'missed-heartbeats',
      ['local-idle-timeout expired'],
    ],
    [
      'a frame of four letters',
      '2026-01-14 22:40:18 ERROR x io.netty.handler.codec.TooLongFrameException: Adjusted frame length exceeds 1048576: 1347375960 - discarded\n',
      'bad-protocol-header',
      [],
    ],
    [
      'a login of SQL Server that gets no answer',
      '[10:12:44 ERR] run failed\nMicrosoft.Data.SqlClient.SqlException (0x80131904): Connection Timeout Expired.  The timeout period elapsed while attempting to consume the pre-login handshake acknowledgement.  This could be because the pre-login handshake failed or the server was unable to respond back in time.  The duration spent while attempting to connect to this server was - [Pre-Login] initialization=4; handshake=14990;\n   at Microsoft.Data.SqlClient.SqlConnection.Open()\n',
      'handshake-timeout',
      ['handshake=14990'],
    ],
  ])('tells of %s', (_, text, runbook, facts) => {
    const [first] = diagnosed(text);

    expect(first?.runbook).toBe(runbook);
    for (const fact of facts) expect(JSON.stringify(first)).toContain(fact);
  });

  it.each([
    [
      'a consumer that leaves its group and another that joins',
      '2026-09-10T12:30:02Z INFO [Consumer clientId=a-1, groupId=g] Member a-1-77 sending LeaveGroup request to coordinator k-2:9092 (id: 2147483645 rack: null) due to the consumer is being closed\n2026-09-10T12:30:02Z INFO [Consumer clientId=a-1, groupId=g] Resetting generation and member id due to: consumer pro-actively leaving the group\n2026-09-10T12:30:03Z INFO App info kafka.consumer for a-1 unregistered\n',
    ],
    [
      'checks that pass',
      '$ rabbitmq-queues check_if_node_is_quorum_critical\nNode rabbit@mq-1 reported no quorum queues with minimum quorum\n$ rabbitmq-diagnostics check_certificate_expiration\nNo certificates are expiring within 4 weeks.\n',
    ],
    ['a container that ended in order', 'rabbitmq_1 exited with code 0\nkafka-1 exited with code 143\n'],
    [
      'an Oracle with room',
      'RESOURCE_NAME        CURRENT_UTILIZATION LIMIT_VALUE\n-------------------- ------------------- -----------\nprocesses                            120         500\nsessions                             130         772\n',
    ],
  ])('says nothing of %s', (_, text) => {
    expect(diagnosed(text)).toEqual([]);
  });
});
