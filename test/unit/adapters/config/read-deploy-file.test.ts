import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDeployFile } from '../../../../src/adapters/config/read-deploy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-deploy-file-'));
const file = join(folder, 'deploy.yml');
afterAll(() => rmSync(folder, { recursive: true }));

/** Faults as `line:column message`. */
function faultsOf(yaml: string): string[] {
  writeFileSync(file, yaml);
  return readDeployFile(file).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('deploy.yml', () => {
  it.each([
    [
      'an ARN in place of a name',
      'logGroups:\n  - arn:aws:logs:eu-central-1:123456789012:log-group:/mq/a:*',
      '2:5 logGroups.0: "arn:aws:logs:eu-central-1:123456789012:log-group:/mq/a:*" is an ARN. Write the name alone: /mq/a',
    ],
    [
      'a wildcard in the middle',
      'logGroups: [/aws/*/general]',
      '1:13 logGroups.0: "/aws/*/general" has * in the middle. Write how the names begin, and * at the end: /aws/*',
    ],
    [
      'a wildcard that takes in everything, Halfopen’s own log too',
      'logGroups: ["*"]',
      '1:13 logGroups.0: "*" takes in every log group. Write how the names begin.',
    ],
    [
      'a subnet without a security group',
      'vpc: {subnetIds: [subnet-0a1b2c3d]}',
      '1:1 vpc: needs both subnetIds and securityGroupIds, or neither.',
    ],
    [
      'a name in place of the id of a subnet',
      'vpc: {subnetIds: [private-a], securityGroupIds: [sg-0a1b2c3d]}',
      '1:19 vpc.subnetIds.0: is no such id. Write one like subnet-0a1b2c3d.',
    ],
    [
      'the same log group twice',
      'logGroups:\n  - /mq/a\n  - /mq/b\n  - /mq/a',
      '4:5 logGroups.2: "/mq/a" stands here twice. Remove one.',
    ],
    [
      'a name that a pattern takes in',
      'logGroups: [/mq/*, /mq/a]',
      '1:20 logGroups.1: "/mq/a" is taken in by "/mq/*". Remove one.',
    ],
    [
      'characters that no log group has',
      'logGroups: ["/mq/a b"]',
      '1:13 logGroups.0: "/mq/a b" is not a name of a log group: 1 to 512 letters, digits, and any of . - _ / #. List them with aws logs describe-log-groups.',
    ],
    [
      'text in place of a list',
      'logGroups: /mq/a',
      '1:12 logGroups: is not a list. Write each log group on a line of its own, after "- ".',
    ],
    [
      'a key that is mistyped',
      'logGroup: [/mq/a]',
      '1:1 "logGroup" is not a key of the deployment here. Did you mean "logGroups"?',
    ],
    [
      'a way of delivery that is none',
      'ingest: firehose',
      '1:9 ingest: is neither. Write lambda or kinesis.',
    ],
    [
      'an address in place of the name of its parameter',
      'managementUrlParameter: https://user:secret@mq.example.com',
      '1:25 managementUrlParameter: is an address. Write the name of the SSM parameter that holds it.',
    ],
    ['an address that is none', 'alarmEmail: on-call', '1:13 alarmEmail: is not an e-mail address.'],
    [
      'the name of a topic',
      'alarmTopic: on-call',
      '1:13 alarmTopic: is not an ARN of sns. Write one like arn:aws:sns:eu-central-1:123456789012:on-call.',
    ],
  ])('refuses %s, with its place and what to write', (_, yaml, fault) => {
    expect(faultsOf(yaml)).toEqual([fault]);
  });

  it('names every fault at once, and none of a file in which all is well', () => {
    expect(faultsOf('logGroups: [/mq/a, /mq/a]\ningest: x\nchannel: ""')).toHaveLength(3);
    expect(faultsOf('logGroups: [/aws/amazonmq/broker/*]\nlogGroupTags: {halfopen: "yes"}')).toEqual([]);
  });
});
