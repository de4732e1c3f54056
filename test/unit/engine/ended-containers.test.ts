import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function diagnosed(text: string) {
  return triageWith(engine, text).diagnoses;
}

const JSON_STATUS = JSON.stringify(
  [
    {
      image: 'docker.io/bitnami/kafka:3.9',
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
      name: 'kafka',
      restartCount: 14,
    },
  ],
  null,
  2,
);

describe('a container that a signal ended', () => {
  it.each([
    [
      'as JSON',
      `$ kubectl get pod kafka-1 -o json | jq .status.containerStatuses\n${JSON_STATUS}\n`,
      ['137', 'OOMKilled', '14'],
    ],
    [
      'as YAML',
      'containerStatuses:\n- image: rabbitmq:3.13\n  lastState:\n    terminated:\n      exitCode: 137\n      reason: Error\n  name: rabbitmq\n  restartCount: 8\n',
      ['137', '8'],
    ],
    [
      'in a list of pods',
      'NAME     READY   STATUS      RESTARTS      AGE\nnats-0   0/1     OOMKilled   9 (2m ago)    3d\n',
      ['OOMKilled', '9'],
    ],
    [
      'by docker inspect',
      '"Name": "/mosquitto",\n"State": {\n    "Status": "exited",\n    "OOMKilled": true,\n    "ExitCode": 137\n}\n',
      ['137'],
    ],
    [
      'by Compose',
      'NAME    IMAGE     COMMAND   SERVICE   CREATED      STATUS                       PORTS\nmq-1    emqx:5    "emqx"    mq        2 days ago   exited (139) 2 minutes ago\n',
      ['139'],
    ],
  ])('tells that the broker was killed: %s', (_, text, facts) => {
    const [first] = diagnosed(text);

    expect(first?.runbook).toBe('broker-killed');
    for (const fact of facts) expect(JSON.stringify(first)).toContain(fact);
  });

  it.each([
    ['a stop in order', JSON_STATUS.replaceAll('137', '143').replace('OOMKilled', 'Completed')],
    ['a success', JSON_STATUS.replaceAll('137', '0').replace('OOMKilled', 'Completed')],
    ['a container that is no broker', JSON_STATUS.replaceAll('kafka', 'thumbnailer')],
  ])('says nothing of %s', (_, text) => {
    expect(diagnosed(`${text}\n`)).toEqual([]);
  });
});
