import { describe, expect, it } from 'vitest';
import {
  workloadOfAttributes,
  workloadOfRecord,
  workloadOfStream,
} from '../../../../src/observe/wrappers/workload.ts';

const rabbitmq = { namespace: 'payments', pod: 'rabbitmq-0', container: 'rabbitmq' };
const labels = { 'app.kubernetes.io/name': 'rabbitmq', team: 'core' };
const id = 'ab'.repeat(32);

describe('a record of a shipper', () => {
  it.each([
    [
      'Fluent Bit',
      {
        namespace_name: 'payments',
        pod_name: 'rabbitmq-0',
        container_name: 'rabbitmq',
        labels,
        host: 'node-1',
      },
    ],
    [
      'Vector',
      {
        pod_namespace: 'payments',
        pod_name: 'rabbitmq-0',
        container_name: 'rabbitmq',
        pod_labels: labels,
        pod_node_name: 'node-1',
      },
    ],
    [
      'Filebeat',
      {
        namespace: 'payments',
        pod: { name: 'rabbitmq-0', uid: 'x' },
        container: { name: 'rabbitmq' },
        labels,
      },
    ],
  ])('of %s names its container', (_, kubernetes) => {
    expect(workloadOfRecord(JSON.stringify({ log: 'it is dry', kubernetes }))).toEqual({
      ...rabbitmq,
      labels,
    });
  });

  it('of the OpenTelemetry collector names it in the attributes of its resource', () => {
    const resource = {
      'k8s.namespace.name': 'payments',
      'k8s.pod.name': 'rabbitmq-0',
      'k8s.container.name': 'rabbitmq',
      'k8s.pod.label.team': 'core',
    };

    expect(workloadOfRecord(JSON.stringify({ body: 'it is dry', resource }))).toEqual({
      ...rabbitmq,
      labels: { team: 'core' },
    });
    expect(workloadOfAttributes(resource)?.pod).toBe('rabbitmq-0');
  });

  it.each([
    'it is dry',
    '{"log":"it is dry"}',
    '{"log":"\\"kubernetes\\""}',
    '{"kubernetes":{"namespace_name":"payments"}}',
    '{"kubernetes":{"namespace_name":"Payments!","pod_name":"a"}}',
    '{"kubernetes":{"namespace_name":7,"pod_name":"a"}}',
    '{"kubernetes":"x"',
  ])('that names none, or none that Kubernetes would take: %s', (message) => {
    expect(workloadOfRecord(message)).toBeUndefined();
  });
});

describe('a log stream', () => {
  it.each([
    `ip-10-0-1-2.ec2.internal-application.var.log.containers.rabbitmq-0_payments_rabbitmq-${id}.log`,
    `/var/log/containers/rabbitmq-0_payments_rabbitmq-${id}.log`,
    `rabbitmq-0_payments_rabbitmq-${id}`,
  ])('that is named after the file of a container names it: %s', (stream) => {
    expect(workloadOfStream(stream)).toEqual(rabbitmq);
  });

  it.each(['only', 'rabbitmq_payments_x', `a_b_c-${id}x`])('of another name names none: %s', (stream) => {
    expect(workloadOfStream(stream)).toBeUndefined();
  });
});
