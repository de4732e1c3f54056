import { gunzipSync } from 'node:zlib';
import type { LogDelivery } from '../../ingest/log-evidence.ts';
import { bearsSecret } from '../bearer.ts';
import { type HttpAnswer, type HttpRequest, problemAnswer } from '../http.ts';
import type { Secret } from '../secret.ts';
import { exportLogsRequest } from './otlp-schema.ts';
import { readOtlpLogs } from './read-otlp-logs.ts';

const MOST_BYTES = 32 << 20;

/** Log records that may be taken in, or the answer that refuses them. */
type Accepted = { ok: true; deliveries: LogDelivery[] } | { ok: false; answer: HttpAnswer };

/** Reads what an exporter posts by OTLP/HTTP in JSON, packed or not. Nothing in a request can throw. */
export async function acceptOtlpLogs(
  { headers, rawBody }: HttpRequest,
  secret: Secret,
  nowMs: number,
): Promise<Accepted> {
  if (!(await bearsSecret(headers, secret)))
    return refuse(
      401,
      'authorization-refused',
      'The Authorization header is missing or wrong.',
      'Let the exporter send Authorization: Bearer with the OTLP secret.',
    );
  if (!headers['content-type']?.includes('json'))
    return refuse(
      415,
      'encoding-unsupported',
      'The body is not OTLP in JSON.',
      'Set encoding: json at the otlphttp exporter of the collector, or use the JSON exporter of the SDK (http/json).',
    );
  const document = unpack(headers['content-encoding'], rawBody);
  if (document === 'too-large')
    return refuse(
      413,
      'logs-too-large',
      `The request is larger than ${MOST_BYTES >> 20} MiB.`,
      'Send smaller batches.',
    );
  const read = exportLogsRequest.safeParse(document);
  if (read.success) return { ok: true, deliveries: readOtlpLogs(read.data, nowMs) };
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') || 'the body';
  return refuse(
    400,
    'logs-unreadable',
    `The body is no ExportLogsServiceRequest: ${where}: ${issue?.message}.`,
    'Let an OTLP/HTTP exporter post to /v1/logs.',
  );
}

/** The document; undefined where it is none. */
function unpack(encoding: string | undefined, rawBody: Uint8Array): unknown {
  try {
    const isPacked = encoding?.toLowerCase() === 'gzip';
    const plain = isPacked ? gunzipSync(rawBody, { maxOutputLength: MOST_BYTES }) : rawBody;
    return plain.length > MOST_BYTES ? 'too-large' : JSON.parse(new TextDecoder().decode(plain));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : undefined;
  }
}

function refuse(status: number, code: string, detail: string, hint: string): Accepted {
  return { ok: false, answer: problemAnswer(status, { code, detail, hint }) };
}
