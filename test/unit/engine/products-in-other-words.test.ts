import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function firstOf(text: string): string | undefined {
  return triageWith(engine, `${text}\n`).diagnoses[0]?.runbook;
}

describe('messages of a product in full', () => {
  it.each([
    [
      'Qpid Broker-J at its limit',
      '2026-05-04 03:10:12,120 INFO  [IO-/10.7.0.9:40112] (q.m.p.x) - [Broker] PRT-1005 : Connection from /10.7.0.9:40112 rejected. Maximum connection count (64) for this port already reached.',
      'connection-limit',
    ],
    [
      'Qpid Broker-J with a full disk',
      '2026-05-04 03:10:12,120 WARN  [vh] (q.m.v.x) - [Broker] VHT-1006 : Filesystem is over 95 per cent full, enforcing flow control.',
      'disk-alarm',
    ],
    [
      'Artemis',
      "2026-05-04 03:10:12,120 WARN  [o.a.a.a.c.server] AMQ222183: Blocking message production on address 'jobs'; size=2048 bytes; max-size-bytes=2048",
      'publisher-blocked',
    ],
    [
      'pgpool without a network',
      '2026-05-04 03:10:12: pid 44: WARNING:  network event has occurred and all monitored interfaces are down',
      'network-path-lost',
    ],
    [
      'gRPC asked by HTTP',
      '2026/05/04 03:10:12 WARNING: [core] grpc: Server.Serve failed to create ServerTransport: connection error: desc = "transport: http2Server.HandleStreams received bogus greeting from client: \\"POST /v1 HTTP/1.1\\\\r\\\\nHost\\""',
      'bad-protocol-header',
    ],
    [
      'phpredis',
      '[2026-05-04 03:10:12] local.ERROR: read error on connection to cache-7:6379 {"exception":"[object] (RedisException(code: 0))"}',
      'connection-reset',
    ],
    [
      "MySQL's driver",
      'java.sql.SQLNonTransientConnectionException: No operations allowed after connection closed.',
      'write-to-closed-connection',
    ],
  ])('%s', (_, line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });
});

describe('PostgreSQL in the language of its system', () => {
  it.each([
    "LOG:  a reçu une demande d'arrêt rapide",
    'LOG:  se recibió petición de apagado rápido',
    'LOG:  schnelles Herunterfahren verlangt',
  ])('is stopped: %s', (message) => {
    expect(firstOf(`2026-05-04 03:10:12.435 UTC [812] ${message}`)).toBe('broker-shutdown');
  });
});
