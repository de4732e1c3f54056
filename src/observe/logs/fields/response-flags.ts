import type { FieldValue } from '../../../model/fields.ts';
import { sessionState } from '../heads/haproxy.ts';

/** Envoy's response flags that tell of a connection: `%RESPONSE_FLAGS%`, `%RESPONSE_FLAGS_LONG%` (source/common/stream_info/utility.h). */
const TERMINATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    UF: 'upstream-failure/connect',
    UpstreamConnectionFailure: 'upstream-failure/connect',
    UC: 'upstream-abort',
    UpstreamConnectionTermination: 'upstream-abort',
    UR: 'upstream-reset',
    UpstreamRemoteReset: 'upstream-reset',
    UO: 'upstream-overflow',
    UpstreamOverflow: 'upstream-overflow',
    UT: 'upstream-timeout',
    UpstreamRequestTimeout: 'upstream-timeout',
    UH: 'no-healthy-upstream',
    NoHealthyUpstream: 'no-healthy-upstream',
    SI: 'stream-idle-timeout',
    StreamIdleTimeout: 'stream-idle-timeout',
    DF: 'name-not-resolved',
    DnsResolutionFailed: 'name-not-resolved',
    DC: 'client-abort',
    DownstreamConnectionTermination: 'client-abort',
  }),
);
/** They stand beside others and tell nothing of a connection. */
const OTHERS = new Set('URX LH LR NR DI FI RL UAEX RLSE IH DPE UMSDR RFCF NFCF DT UPE NC OM DO'.split(' '));

const KEYED =
  /\b(?:response_?)?flags?["']?\s?[:=]\s?["']?([A-Za-z]{2,40}(?:,[A-Za-z]{2,40}){0,5})(?![A-Za-z])/i;
/** Behind a request and its status; of a TCP session the request is `- - -` and the status 0. */
const BEHIND_STATUS =
  /(?:HTTP\/[\d.]{1,3}|- - -)"? (?:0|[1-5]\d\d) ([A-Z]{2,5}(?:,[A-Z]{2,5}){0,5})(?![A-Za-z])/;

/** HAProxy's session state in a log format of one's own, with its name beside it (`%ts`, `%tsc`). */
const SESSION_STATE =
  /\b(?:termination_state|term_state|session_state|tsc?)["']?\s?[:=]\s?["']?([A-Za-z-]{2,4})(?![A-Za-z-])/;

/** Why HAProxy ended a session, out of a log line that names the state, in whatever format that is. */
export function namedSessionState(text: string, fields: Record<string, FieldValue>): void {
  if (fields['termination'] !== undefined || !/haproxy|termination_state/i.test(text)) return;
  const termination = sessionState(SESSION_STATE.exec(text)?.[1] ?? '');
  if (termination === undefined) return;
  fields['termination'] = termination;
  fields['product'] ??= 'haproxy';
}

/** Why Envoy ended a request or session, out of its access log, in whatever format that is. */
export function responseFlags(text: string, fields: Record<string, FieldValue>): void {
  if (fields['termination'] !== undefined) return;
  const written = (BEHIND_STATUS.exec(text) ?? KEYED.exec(text))?.[1]?.split(',') ?? [];
  if (!written.every((flag) => TERMINATIONS.has(flag) || OTHERS.has(flag))) return;
  const termination = written.map((flag) => TERMINATIONS.get(flag)).find((one) => one !== undefined);
  if (termination !== undefined) fields['termination'] = termination;
}
