import type { LocalAnswer, LocalRequest } from '../aws/local-request.ts';
import { createChannels } from './channels.ts';
import { createDelivery, type Deliver, type Wait } from './delivery.ts';
import { createFaults, type Fault, type Faults, readFault } from './faults.ts';
import { answerFileRoute } from './file-routes.ts';
import { openFileStore } from './file-store.ts';
import { jsonAnswer } from './json-answer.ts';
import { answerPageFile } from './page-files.ts';
import { answerPageRoute } from './page-routes.ts';
import { pageSnapshot } from './page-snapshot.ts';
import { answerLink } from './response-links.ts';
import type { Samples, StandInParts } from './stand-in-parts.ts';
import { openState, type StoredMessage } from './state.ts';
import { createTriggers } from './triggers.ts';
import { callMethod } from './web-api.ts';
import { PEOPLE, personOf } from './workspace.ts';

/** A stand-in for Slack: its Web API under `/api/`, and at `/` a page to work in as in Slack. */
export interface SlackStandIn {
  handle(request: LocalRequest): Promise<LocalAnswer | undefined>;
  /** Everything posted that more than one person sees. */
  messages(): readonly StoredMessage[];
  fail(fault: Fault): void;
}

/**
 * Starts it on a folder (in memory without one). `deliver` takes a signed request to the app's `/slack/events` and gives its answer;
 * `channels` are there from the start, by name or id; `samples` are recorded incidents that the page offers; `wait` is a clock for tests.
 */
export function createSlackStandIn(options: {
  dataDir?: string;
  nowMs: () => number;
  signingSecret: string;
  deliver: Deliver;
  channels?: readonly string[];
  samples?: Samples;
  wait?: Wait;
}): SlackStandIn {
  const { dataDir, nowMs } = options;
  const state = openState(dataDir, nowMs);
  const channels = createChannels([
    ...(options.channels ?? []),
    ...state.messages().map(({ channel }) => channel),
  ]);
  const parts: StandInParts = {
    state,
    channels,
    files: openFileStore(dataDir, state, nowMs),
    triggers: createTriggers(nowMs),
    delivery: createDelivery(options),
    samples: options.samples ?? { names: [], load: async () => undefined },
    nowMs,
  };
  const faults = createFaults();
  const shown = ['#on-call', ...(options.channels ?? [])].flatMap((given) => channels.keyOf(given) ?? []);
  return {
    handle: (request) => answer(parts, faults, shown, request),
    messages: () => state.messages(),
    fail: (fault) => faults.add(fault),
  };
}

async function answer(
  parts: StandInParts,
  faults: Faults,
  shown: readonly string[],
  request: LocalRequest,
): Promise<LocalAnswer | undefined> {
  const { method, path, query, body } = request;
  if (path.startsWith('/api/')) {
    const name = path.slice('/api/'.length);
    return faults.around(name, () => callMethod(parts, name, request));
  }
  if (method === 'GET' && path === '/messages.json') return jsonAnswer(200, parts.state.messages());
  if (method === 'GET' && path === '/stand-in/state') return stateSince(parts, shown, query);
  const link = /^\/stand-in\/response\/([\w-]+)$/.exec(path)?.[1];
  if (method === 'POST' && link !== undefined) return answerLink(parts, link, body.toString('utf8'));
  const file = answerFileRoute(parts, request) ?? (method === 'GET' ? answerPageFile(path) : undefined);
  if (file || method !== 'POST' || !path.startsWith('/stand-in/')) return file;
  if (path !== '/stand-in/faults') return answerPageRoute(parts, request);
  const fault = readFault(body.toString('utf8'));
  if (fault) faults.add(fault);
  return fault ? jsonAnswer(200, { ok: true }) : jsonAnswer(400, { ok: false, error: 'invalid_request' });
}

/** What a person sees, or 204 when nothing has changed since. */
function stateSince(parts: StandInParts, shown: readonly string[], query: URLSearchParams): LocalAnswer {
  const person = personOf(query.get('as') ?? '') ?? PEOPLE[0];
  if (!person) return jsonAnswer(400, { ok: false, error: 'user_not_found' });
  if (query.get('since') === parts.state.revision()) return { status: 204, type: 'text/plain', body: '' };
  return jsonAnswer(200, pageSnapshot(parts, person, shown), { 'cache-control': 'no-store' });
}
