import type { FieldValue } from '../../model/fields.ts';
import { addresses } from './fields/addresses.ts';
import { connack } from './fields/connack.ts';
import { connectionName } from './fields/connection-name.ts';
import { durations } from './fields/durations.ts';
import { errnoOf } from './fields/errno.ts';
import { libraryOf } from './fields/library.ts';
import { loadBalancerStatus } from './fields/load-balancer-status.ts';
import { otherBrokers } from './fields/other-brokers.ts';
import { ownNode } from './fields/own-node.ts';
import { poolStatistics } from './fields/pool.ts';
import { product } from './fields/product.ts';
import { reply } from './fields/reply.ts';
import { namedSessionState, responseFlags } from './fields/response-flags.ts';

const PID = /^[\w .-]{0,60}connection (<\d{1,10}\.\d{1,12}\.\d{1,6}>)/;
/** ER_NET_READ_INTERRUPTED and ER_NET_WRITE_INTERRUPTED: the server's own limit, for which its layer sets ETIMEDOUT (MariaDB, vio/viosocket.c). */
const OWN_TIMEOUT = /\bvio_errno: (?:1159|1161)\b/;
const SAMPLE_CHARS = 8192;
const SAMPLE_TAIL_CHARS = 2048;

/**
 * Adds to `fields` what the text of a record contains: both ends, virtual host, user, channel, queue, time-outs, failure,
 * reply code, client and library. Fields that the head has set are kept. Looks at the first 8 and last 2 KiB of very long texts.
 */
export function extractFields(text: string, fields: Record<string, FieldValue>): void {
  const sample =
    text.length > SAMPLE_CHARS + SAMPLE_TAIL_CHARS
      ? `${text.slice(0, SAMPLE_CHARS)}\n${text.slice(-SAMPLE_TAIL_CHARS)}`
      : text;
  const rabbitmq = fields['product'] === 'rabbitmq';
  // Below warning, RabbitMQ's records contain connections and little else; busy brokers write millions of such lines.
  if (rabbitmq && fields['pid'] === undefined) {
    const pid = PID.exec(sample)?.[1];
    if (pid !== undefined) fields['pid'] = pid;
  }
  const quiet = rabbitmq && (fields['level'] === 'info' || fields['level'] === 'debug');
  connectionName(sample, fields);
  if (quiet) {
    if (sample.includes('ersion') || sample.includes('RabbitMQ')) product(sample, fields);
    if (sample.includes("duration: '")) durations(sample, fields);
    if (sample.includes(' down: ') || sample.includes('because')) reply(sample, fields);
    if (sample.includes('istener')) addresses(sample, fields);
    ownNode(sample, fields);
    return;
  }
  if (!rabbitmq) otherBrokers(sample, fields);
  addresses(sample, fields);
  durations(sample, fields);
  reply(sample, fields);
  product(sample, fields);
  ownNode(sample, fields);
  library(sample, fields);
  poolStatistics(sample, fields);
  if (!rabbitmq) {
    connack(sample, fields);
    responseFlags(sample, fields);
    namedSessionState(sample, fields);
    loadBalancerStatus(sample, fields);
  }
  const failed = OWN_TIMEOUT.test(sample) ? undefined : errnoOf(sample);
  if (failed === undefined) return;
  fields['errno'] ??= failed.errno;
  if (failed.operation !== undefined) fields['operation'] ??= failed.operation;
}

/** The record of a broker seldom shows the client's library, and its words may look like those of a client. */
function library(sample: string, fields: Record<string, FieldValue>): void {
  if (fields['library'] !== undefined || fields['product'] === 'rabbitmq') return;
  const logger = fields['logger'];
  const found = libraryOf(typeof logger === 'string' ? `${logger} ${sample}` : sample);
  if (found !== undefined) fields['library'] = found;
}
