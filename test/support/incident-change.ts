import type { IncidentChange } from '../../src/model/incident-change.ts';

/** A change as an incident of a dropped client makes it. */
export const droppedClient: IncidentChange = {
  id: 'aaaabbbbccccdddd-1/0/open',
  incident: 'aaaabbbbccccdddd-1',
  status: 'open',
  atMs: Date.now(),
  severity: 'critical',
  title: 'A client sent nothing for too long: orders-worker',
  summary: 'The broker closed a connection.',
  cause: 'The client did not answer for two heartbeats.',
  system: 'payments',
  runbook: 'missed-heartbeats',
  labels: { severity: 'critical', system: 'payments', client: '10.0.0.5' },
  confidence: 0.93,
  count: 3,
  firstSeenMs: 1_800_000_000_000,
  lastSeenMs: 1_800_000_060_000,
  evidence: [
    '[error] missed heartbeats from client, timeout: 60s <script> [x](http://evil.example) <at>all</at>',
  ],
  step: { text: 'See what the client was doing.', command: 'rabbitmqctl list_connections' },
};
