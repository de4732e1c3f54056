import * as z from 'zod';
import { channel } from './config-values.ts';
import { logGroupList } from './log-group-name.ts';

/** The functions that may have a concurrency of their own. */
const FUNCTIONS = ['ingest-logs', 'ingest-snapshot', 'slack', 'answer', 'notify', 'sweep'] as const;
/** More would not fit into the environment of one function (4 KB). */
const MOST_PATTERNS = 30;

const arn = (service: string, example: string) =>
  z
    .string()
    .refine(
      (text) => text === '' || (text.startsWith('arn:') && text.split(':')[2] === service),
      `is not an ARN of ${service}. Write one like ${example}.`,
    );

const idOf = (start: string) =>
  z.string().refine((id) => id.startsWith(start), `is no such id. Write one like ${start}0a1b2c3d.`);

/** `deploy.yml`. Every key is optional. */
export const deploySchema = z.strictObject({
  logGroups: logGroupList
    .refine(
      (names) => names.filter((name) => name.endsWith('*')).length <= MOST_PATTERNS,
      `has more than ${MOST_PATTERNS} patterns. Write shorter ones, or use logGroupTags.`,
    )
    .default([])
    .describe('log groups to watch: names, or how they begin and * at the end'),
  logGroupTags: z
    .record(z.string().min(1).max(128), z.string().max(256), {
      error: 'is not a map of tags. Write {halfopen: "yes"}.',
    })
    .default({})
    .describe('log groups that bear all of these tags are watched too'),
  lookupLogGroups: logGroupList
    .default([])
    .describe('further log groups that /triage logs and backtest may read'),
  ingest: z
    .enum(['lambda', 'kinesis'], { error: 'is neither. Write lambda or kinesis.' })
    .default('lambda')
    .describe('lambda: CloudWatch Logs calls the function itself; kinesis: through a stream'),
  stream: z
    .strictObject({
      batchSize: z.number().int().min(1).max(10_000).default(100),
      windowSec: z.number().int().min(0).max(300).default(5),
      parallel: z.number().int().min(1).max(10).default(2),
    })
    .refine(({ batchSize, windowSec }) => batchSize <= 10 || windowSec >= 1, {
      error: 'has a batchSize over 10 with a windowSec of 0, which AWS refuses. Write windowSec: 1 or more.',
    })
    .prefault({})
    .describe('how the stream is read'),
  filterPattern: z
    .string()
    .max(1024, 'is longer than the 1,024 characters that AWS takes.')
    .default('')
    .describe('only events that meet this CloudWatch filter pattern are delivered; empty: all'),
  channel: channel.default('#on-call').describe('channel of what no route takes'),
  vpc: z
    .strictObject({
      subnetIds: z.array(idOf('subnet-')).max(16).default([]),
      securityGroupIds: z.array(idOf('sg-')).max(5).default([]),
    })
    .refine(
      ({ subnetIds, securityGroupIds }) => subnetIds.length > 0 === securityGroupIds.length > 0,
      'needs both subnetIds and securityGroupIds, or neither.',
    )
    .prefault({})
    .describe('network of ingest-snapshot, from which it reaches a private broker; empty: none'),
  pagerDutyTokenParameter: z
    .string()
    .refine((name) => !name.startsWith('arn:'), 'is an ARN. Write the name of the parameter.')
    .default('')
    .describe('SSM parameter with a token of PagerDuty’s API that may read schedules; empty: not asked'),
  opinionModel: z
    .string()
    .max(200)
    .refine((id) => !id.startsWith('arn:'), 'is an ARN. Write the id of the model or inference profile.')
    .default('')
    .describe('Amazon Bedrock model that is asked for a guess where no runbook fits; empty: none'),
  amazonMqBrokers: z
    .array(
      z
        .string()
        .regex(/^[\w-]{1,50}$/, 'is not the name of a broker. Write its name in Amazon MQ, e.g. orders-mq.'),
    )
    .default([])
    .describe('RabbitMQ brokers of Amazon MQ, by name, whose CloudWatch metrics are read every five minutes'),
  managementUrlParameter: z
    .string()
    .refine(
      (name) => !URL.canParse(name),
      'is an address. Write the name of the SSM parameter that holds it.',
    )
    .refine((name) => !name.startsWith('arn:'), 'is an ARN. Write the name of the parameter.')
    .default('')
    .describe('SSM parameter with the URL of RabbitMQ’s management API; empty: not polled'),
  alarmEmail: z
    .union([z.literal(''), z.email('is not an e-mail address.')])
    .default('')
    .describe('who hears the alarms of Halfopen itself'),
  alarmTopic: arn('sns', 'arn:aws:sns:eu-central-1:123456789012:on-call')
    .default('')
    .describe('ARN of an SNS topic that gets the alarms too'),
  canaryChannel: z
    .union([z.literal(''), channel])
    .default('')
    .describe('channel for the card of the line that is written once an hour; empty: no canary'),
  table: z
    .string()
    .refine((name) => !name.startsWith('arn:'), 'is an ARN. Write the name of the table.')
    .default('')
    .describe('table that an earlier deployment left, to go on with; empty: a new one'),
  reservedConcurrency: z
    .partialRecord(z.enum(FUNCTIONS), z.number().int().min(1).max(1_000), {
      error: `is not a map of functions (${FUNCTIONS.join(', ')}) to whole numbers.`,
    })
    .default({})
    .describe('executions set apart for functions'),
  alerts: z
    .strictObject({
      alertmanager: z.boolean().default(false),
      cloudwatchAlarms: z.array(z.string().min(1).max(255)).max(50).default([]),
      snsTopics: z
        .array(
          arn('sns', 'arn:aws:sns:eu-central-1:123456789012:alarms').refine(
            (text) => text !== '',
            'is empty.',
          ),
        )
        .max(20)
        .default([]),
    })
    .prefault({})
    .describe(
      'alerts that have logs looked into: of Alertmanager, of CloudWatch by the beginnings of their names or by the topics they are sent to',
    ),
  otlp: z.boolean().default(false).describe('log records by OTLP/HTTP in JSON, at /v1/logs'),
  kmsKey: arn('kms', 'arn:aws:kms:eu-central-1:123456789012:key/…')
    .default('')
    .describe('ARN of a KMS key in place of AWS’s own'),
  throttle: z
    .strictObject({
      perSecond: z.number().int().min(1).max(10_000).default(50),
      burst: z.number().int().min(1).max(5_000).default(100),
    })
    .prefault({})
    .describe('what the HTTP API takes'),
});

/** What is deployed where, checked and complete. */
export type DeployFile = z.output<typeof deploySchema>;
