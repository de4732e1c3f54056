import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { HalfopenError } from '../errors.ts';
import type { Expected, Item, Range, Table } from '../ports.ts';
import { timedHttp } from './aws-settings.ts';

type Attributes = Record<string, AttributeValue>;

/** DynamoDB takes items up to 400 KB; keys and head need some of that. */
const LARGEST_BODY_BYTES = 380_000;
const TTL = 'expiresAt';

/** A client whose region and endpoint come from the environment (AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB). */
export function dynamodbClient(): DynamoDBClient {
  return new DynamoDBClient({ maxAttempts: 3, requestHandler: timedHttp() });
}

/**
 * The store on DynamoDB, or on what speaks its protocol: `pk`, `sk`, `version` (N), `expiresAt` (N, epoch seconds, the TTL
 * attribute), `head` (M), `body` (B, gzipped JSON). Throws `store-unavailable` (retryable), `store-table-missing`, `item-too-large`.
 */
export function createDynamodbTable(client: DynamoDBClient, tableName: string): Table {
  const send = <T>(call: () => Promise<T>) => call().catch((cause) => fail(cause, tableName));
  return {
    async get(pk, sk, nowMs) {
      const command = new GetItemCommand({
        TableName: tableName,
        Key: marshall({ pk, sk }),
        ConsistentRead: true,
      });
      const { Item: found } = await send(() => client.send(command));
      return found && isLive(found, nowMs) ? toItem(found) : undefined;
    },
    async put(item, expected, nowMs) {
      const command = new PutItemCommand({
        TableName: tableName,
        Item: toAttributes(item),
        ...conditionOf(expected, nowMs),
      });
      return send(async () => {
        try {
          await client.send(command);
          return true;
        } catch (error) {
          if ((error as Error).name === 'ConditionalCheckFailedException') return false;
          throw error;
        }
      });
    },
    list: (range, nowMs) => send(() => listPages(client, tableName, range, nowMs)),
    async remove(pk, sk) {
      await send(() =>
        client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall({ pk, sk }) })),
      );
    },
  };
}

async function listPages(
  client: DynamoDBClient,
  tableName: string,
  range: Range,
  nowMs: number,
): Promise<Item[]> {
  const { pk, from = '\u0000', to = '\u{10ffff}', newestFirst, limit = Infinity, headsOnly } = range;
  const found: Item[] = [];
  let start: Attributes | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        ...(start ? { ExclusiveStartKey: start } : {}),
        ...(Number.isFinite(limit) ? { Limit: Math.max(1, limit - found.length) } : {}),
        ...(headsOnly
          ? {
              ProjectionExpression: 'pk, sk, #version, #ttl, #head',
              ExpressionAttributeNames: { '#version': 'version', '#ttl': TTL, '#head': 'head' },
            }
          : {}),
      }),
    );
    for (const attributes of page.Items ?? []) if (isLive(attributes, nowMs)) found.push(toItem(attributes));
    start = page.LastEvaluatedKey;
  } while (start && found.length < limit);
  return found;
}

function conditionOf(expected: Expected, nowMs: number): object {
  if (expected === 'any') return {};
  if (expected === 'absent')
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
      ExpressionAttributeNames: { '#ttl': TTL },
      ExpressionAttributeValues: marshall({ ':now': Math.floor(nowMs / 1000) }),
    };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: marshall({ ':version': expected.version }),
  };
}

function isLive(attributes: Attributes, nowMs: number): boolean {
  const expires = attributes[TTL]?.N;
  return expires === undefined || Number(expires) > Math.floor(nowMs / 1000);
}

function toAttributes({ pk, sk, version, expiresAtMs, head, body }: Item): Attributes {
  const packed = body === undefined ? undefined : gzipSync(JSON.stringify(body), { level: 6 });
  if (packed && packed.length > LARGEST_BODY_BYTES) {
    throw new HalfopenError({
      code: 'item-too-large',
      message: `item ${pk}/${sk} has ${packed.length} bytes packed, the store takes ${LARGEST_BODY_BYTES}`,
      hint: 'Send less at once.',
    });
  }
  const plain = {
    pk,
    sk,
    version,
    ...(expiresAtMs === undefined ? {} : { [TTL]: Math.ceil(expiresAtMs / 1000) }),
    ...(head ? { head } : {}),
    ...(packed ? { body: new Uint8Array(packed) } : {}),
  };
  return marshall(plain, { removeUndefinedValues: true });
}

function toItem(attributes: Attributes): Item {
  const { pk, sk, version, head, body, [TTL]: expires } = unmarshall(attributes);
  return {
    pk: String(pk),
    sk: String(sk),
    version: Number(version),
    ...(expires === undefined ? {} : { expiresAtMs: Number(expires) * 1000 }),
    ...(head === undefined ? {} : { head: head as Record<string, unknown> }),
    ...(body === undefined
      ? {}
      : { body: JSON.parse(gunzipSync(body as Uint8Array).toString('utf8')) as unknown }),
  };
}

function fail(cause: unknown, tableName: string): never {
  if (cause instanceof HalfopenError) throw cause;
  const { name, message } = cause as Error;
  if (name === 'ResourceNotFoundException') {
    throw new HalfopenError({
      code: 'store-table-missing',
      message: `there is no table ${tableName}`,
      hint: 'Deploy first (npm run deploy), or set HALFOPEN_TABLE to the table that was deployed.',
      retryable: true,
      cause,
    });
  }
  throw new HalfopenError({
    code: 'store-unavailable',
    message: `the store did not answer: ${name}: ${message}`,
    hint: 'It is tried again. If it stays so, look at the table and at the permissions of the role.',
    retryable: true,
    cause,
  });
}
