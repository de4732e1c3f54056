import type { FieldValue } from '../../../model/fields.ts';

// Reply codes of AMQP 0-9-1 (amqp0-9-1.xml) by name; brokers print the name in either case.
const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    CONTENT_TOO_LARGE: 311,
    NO_ROUTE: 312,
    NO_CONSUMERS: 313,
    CONNECTION_FORCED: 320,
    INVALID_PATH: 402,
    ACCESS_REFUSED: 403,
    NOT_FOUND: 404,
    RESOURCE_LOCKED: 405,
    PRECONDITION_FAILED: 406,
    FRAME_ERROR: 501,
    SYNTAX_ERROR: 502,
    COMMAND_INVALID: 503,
    CHANNEL_ERROR: 504,
    UNEXPECTED_FRAME: 505,
    RESOURCE_ERROR: 506,
    NOT_ALLOWED: 530,
    NOT_IMPLEMENTED: 540,
    INTERNAL_ERROR: 541,
  }),
);
const NUMBERED =
  /(?:reply[-_]code=|\bcode=|Exception \(|\breplyCode"?: ?|\()((?:31[123]|320|40[2-6]|50[1-6]|530|54[01]))(?=[),\s]|,)/;
const NAMED = new RegExp(
  `\\b(${[...CODES.keys()].join('|')})\\b|(?:exception|amqp_error,) ?(${[...CODES.keys()].join('|').toLowerCase()})\\b`,
);
const REPLY_TEXT =
  /reply[-_]text=(?:'([^'\n]{1,255})'|"([^"\n]{1,255})"|([^\n]{1,255}?), ?class-id)|Reason: "([^"\n]{1,255})"|(?:connection|channel) exception [a-z_]+: ("[^"\n]{1,300}|[^\n]{1,300})/;
const BECAUSE =
  /\b(?:closed: |because (?:<<)?"?|reason: |reason=|due to cause: |due to |with reason )([^\n"]{2,200}?)(?=[;"]?(?:>>)?(?:\.(?: |$)|,? \w+[:=]|\n|"|$))/;
const NODE_DOWN = /\bnode \S{3,255} down: (\S{3,60})/;

/** Reads the AMQP reply code, by number or name, and the reason that the text gives. */
export function reply(text: string, fields: Record<string, FieldValue>): void {
  const numbered = NUMBERED.exec(text)?.[1];
  const named = numbered === undefined ? NAMED.exec(text) : null;
  const code =
    numbered === undefined ? CODES.get((named?.[1] ?? named?.[2] ?? '').toUpperCase()) : Number(numbered);
  if (code !== undefined) fields['code'] ??= code;
  const said = REPLY_TEXT.exec(text);
  const reason =
    NODE_DOWN.exec(text)?.[1] ?? said?.slice(1).find((one) => one !== undefined) ?? BECAUSE.exec(text)?.[1];
  if (reason !== undefined) fields['reason'] ??= reason.replace(/^"|"$/g, '').trim();
}
