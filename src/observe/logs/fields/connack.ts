import type { FieldValue } from '../../../model/fields.ts';

/** Why a server refused a CONNECT: return codes of MQTT 3.1.1 (3.2.2.3), reason codes of MQTT 5.0 (3.2.2.2). */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [1, 'protocol-version'],
  [2, 'client-id'],
  [3, 'server-unavailable'],
  [4, 'bad-credentials'],
  [5, 'not-authorized'],
  [0x84, 'protocol-version'],
  [0x85, 'client-id'],
  [0x86, 'bad-credentials'],
  [0x87, 'not-authorized'],
  [0x88, 'server-unavailable'],
  [0x89, 'server-busy'],
  [0x8a, 'banned'],
  [0x8c, 'bad-authentication-method'],
  [0x95, 'packet-too-large'],
  [0x97, 'quota-exceeded'],
  [0x9f, 'connection-rate'],
]);
/** What PubSubClient's `state()` gives where no CONNACK came. */
const WITHOUT_ANSWER: ReadonlyMap<number, string> = new Map([
  [-4, 'no-answer'],
  [-3, 'connection-lost'],
  [-2, 'connect-failed'],
]);

/** The names that clients give to return codes of MQTT 3.1.1, without blanks and case. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ['unacceptableprotocolversion', 1],
  ['identifierrejected', 2],
  ['serverunavailable', 3],
  ['badusernameorpassword', 4],
  ['notauthorized', 5],
]);
/** `didConnectAck:) unacceptableProtocolVersion`, `CONNACK: bad user name or password`. */
const NAMED_REFUSAL = /conn(?:ect)?ack[^\n\w]{1,12}([a-z][a-z _]{9,40})/i;

const NOT_A_TIME = String.raw`(?!\d|[.:]\d|\s?m?s(?:ec\w*)?\b)`;
/** `CONNACK (0, 5)`, `Sending CONNACK to c1 (0, 5)`. */
const FLAGS_AND_CODE = /\bconnack\b[^\n(]{0,80}\(\d{1,2}, ?'?(\d{1,3})\b/i;
/** `connack with reason code 135`, `CONNACKReasonCode(rawValue: -121)`. */
const CONNACK_CODE = new RegExp(String.raw`connack\w{0,12}(?:[^\n\d-]{1,40})(-?\d{1,3})${NOT_A_TIME}`, 'i');
/** `Connected to MQTT server with result code 5`, `Connection refuse, reason code: 5`, `[code:135] Not authorized`. */
const NAMED_CODE = new RegExp(
  String.raw`(?:\bconnect(?:ed|ion|ing)?\b(?![./])[^\n]{0,60}\b(?:result|return|reason)[ _]?code[^\w\n-]{1,3}|\[code: ?)(\d{1,3})${NOT_A_TIME}`,
  'i',
);
/** `failed, rc=-2 try again in 5 seconds`, `MQT: … 192.0.2.7:1883, rc -4`. */
const STATE = new RegExp(String.raw`\brc ?[=:]? ?(-?\d)${NOT_A_TIME}`);

/** Why an MQTT server refused a client, or that it gave no answer, out of the code that a log line names. */
export function connack(text: string, fields: Record<string, FieldValue>): void {
  const named = FLAGS_AND_CODE.exec(text) ?? CONNACK_CODE.exec(text) ?? NAMED_CODE.exec(text);
  const code = Number(named?.[1] ?? NaN);
  const refusal = REFUSALS.get(code < 0 ? code + 256 : code) ?? namedIn(text) ?? stateIn(text);
  if (refusal === undefined) return;
  fields['connack'] = refusal;
  if (code > 0) fields['code'] ??= code;
}

function namedIn(text: string): string | undefined {
  const name = NAMED_REFUSAL.exec(text)?.[1]?.toLowerCase().replaceAll(/[ _]/g, '') ?? '';
  const [, code = 0] = [...NAMES].find(([start]) => name.startsWith(start)) ?? [];
  return REFUSALS.get(code);
}

/** The code that stands beside a disconnect is one of another list. */
function stateIn(text: string): string | undefined {
  if (!/mqtt|\bMQT:|(?<!dis)connect/i.test(text) || /(?:\b|_)disconnect\b/i.test(text)) return undefined;
  const state = Number(STATE.exec(text)?.[1] ?? NaN);
  return WITHOUT_ANSWER.get(state) ?? REFUSALS.get(state);
}
