/** What people type, by command: shown by `--help` and in the manual. */
export const EXAMPLES: Readonly<Record<string, readonly (readonly [command: string, what: string])[]>> = {
  halfopen: [
    ['halfopen demo', 'a recorded incident: what to type, and what comes out'],
    ['halfopen triage broker.log', 'what broke, and why'],
    ['kubectl logs rabbitmq-0 | halfopen triage', 'from a pipe'],
    ['halfopen explain CLOSE_WAIT', 'a state, a word or a log line'],
    ['halfopen runbook search publisher hangs', 'look a runbook up by words'],
  ],
  'halfopen triage': [
    ['halfopen triage broker.log', 'one file'],
    ['halfopen triage broker=rabbit.log client=worker.log', 'say whose each text is'],
    ['ss -tanpo | halfopen triage host=- --peer other-end.txt', 'both ends of the same connections'],
    ['journalctl -u rabbitmq-server --since -1h | halfopen triage -v', 'all that is known'],
    ['halfopen triage --watch app.log', 'again whenever it has changed'],
    ['halfopen triage --each --junit logs/*.log > triage.xml', 'each file a case of its own, for CI'],
    ['halfopen triage --json app.log | jq .diagnoses[0].runbook', 'for programs'],
  ],
  'halfopen demo': [
    ['halfopen demo', 'a worker that loses its connection'],
    ['halfopen demo half-open', 'both ends of a connection that only one still has'],
  ],
  'halfopen runbook': [
    ['halfopen runbook search publisher hangs', 'find by words'],
    ['halfopen runbook show memory-alarm', 'read one'],
    ['halfopen runbook new our-cause && halfopen runbook test runbooks', 'write one'],
  ],
  'halfopen explain': [
    ['halfopen explain CLOSE_WAIT', 'a TCP state'],
    ['halfopen explain "read ECONNRESET"', 'a message'],
  ],
  'halfopen filter': [
    ['halfopen filter fluent-bit --product rabbitmq-server > halfopen.yaml', 'for one product'],
    ['halfopen filter vector --path "/var/log/app/*.log"', 'for all that is known'],
  ],
  'halfopen watch': [
    ['halfopen watch /var/log/rabbitmq/*.log', 'logs and connections of this machine'],
    ['halfopen watch --journal orders-worker --every 0', 'one journal, no connections'],
    ['halfopen watch --forward /var/log/rabbitmq/*.log >> near.log', 'only what matters, for a shipper'],
  ],
  'halfopen routes': [
    ['halfopen routes system=payments severity=critical', 'where it would go'],
    ['halfopen routes severity=critical --expect "#on-call"', 'a check for CI'],
  ],
  'halfopen report': [
    ['halfopen report --list', 'what is open'],
    ['halfopen report 1a2b3c4d > post-mortem.md', 'a draft'],
  ],
};
