import { codeDurationSec } from './duration.ts';
import { switchValue } from './parse-value.ts';
import type { Setting } from './setting.ts';

/** What the lines around a line of code or configuration show about it. */
export interface CodeContext {
  library?: string;
  /** The keys above it in YAML, joined by dots. */
  path: string;
  /** The block is about MQTT or HTTP clients, whose `keepalive` is something else. */
  otherKeepalive: boolean;
  /** The block is about MQTT, whose `keepalive` is a number of seconds. */
  mqtt: boolean;
  amqp: boolean;
}

interface Rule {
  name: string;
  key: RegExp;
  value(rest: string): number | undefined;
  applies?(context: CodeContext, key: string): boolean;
}

const FOREIGN =
  /(?<![a-z])(?:kafka|stomp|web_?socket|socket|sockjs|sse|zookeeper|etcd|consul|cluster|nats|mongo|raft|gossip|akka|redis|worker|session)/i;
/** `env('HEARTBEAT', 0)`, `get("heartbeat", 0)`: the value in force is elsewhere, this is only the default. */
const LOOK_UP = /(?:env|get\w{0,20})\(\s?$/i;
/** A parameter of a definition has a default there, not a value in force. */
const DEFINITION =
  /^\s*(?:async\s|export\s|default\s|public\s|private\s|protected\s|static\s)*(?:def|function|func|fn)\s/;
/** What may stand before a key within its word, as in `RABBITMQ_HEARTBEAT`, `requestedHeartbeat`, `setKeepAlive`. */
const PREFIX =
  /^\$?(?:(?:celery|rabbitmq|rabbit|amqp|rmq|mq|broker|connection|default|requested|set|with|tcp|so|use|enable|socket)[_-]?)*$/i;
const WORD_BEFORE = /[\w$-]*$/;
/** Unbounded blanks on purpose: counted ones make the expression slow to compile. */
const SEPARATOR = String.raw`(?:["']?\s*(?:=>|:=|=|:)\s*|["'],\s*|\(\s*)`;

function keyed(words: string): RegExp {
  return new RegExp(`(${words})${SEPARATOR}`, 'gi');
}

function switched(rest: string): number | undefined {
  return switchValue(/^["']?(\w{1,5})["']?(?=\s*(?:[,;)}\]/>]|$))/.exec(rest)?.[1] ?? '');
}

function isHeartbeatHere(context: CodeContext, key: string): boolean {
  if (FOREIGN.test(context.path)) return false;
  return context.amqp || !/interval|timeout/i.test(key);
}

/** amqp091-go starts no ticker where the interval is below 0 (connection.go, heartbeater); it counts whole seconds. */
const NEGATIVE = /^-\s?(?:[1-9]\d{0,8}\s?\*\s?)?time\.(?:Second|Minute|Hour)\b/;

function heartbeatSec(rest: string): number | undefined {
  return NEGATIVE.test(rest.trimStart()) ? 0 : codeDurationSec(rest);
}

/** 0 and 1 are switches of another keepalive. */
function aboveOne(rest: string): number | undefined {
  const sec = codeDurationSec(rest);
  return sec !== undefined && sec > 1 ? sec : undefined;
}

/** A handler that sleeps on the thread of its connection; `asyncio.sleep` and pika's own `connection.sleep` leave it to its work. */
const SLEEP = /(?:(?<![\w.])|\btime\.|\bThread\.|\bKernel\.)sleep[ (]\s*(\d{1,7})(?:\.0)?\s*(?:\)|$|;)/;

function sleep(text: string, { library }: CodeContext): Setting[] {
  const written = /await|asyncio/.test(text) ? undefined : SLEEP.exec(text);
  if (!written || !library) return [];
  const sec = Number(written[1]) / (written[0].startsWith('Thread') ? 1000 : 1);
  return [{ name: 'sleep', value: sec, text: written[0], library }];
}

/** RabbitMQ's Erlang arguments, which containers and units set in the environment, and what `rabbitmqctl eval` sets. */
const ERL_ARGUMENT =
  /(?:-rabbit\s{1,4}|set_env\(rabbit,\s{0,4})(heartbeat|channel_max|consumer_timeout)(?:\s{1,4}|,\s{0,4})(\d{1,12})\b/;

function erlArguments(text: string): Setting[] {
  const [, name, written = ''] = ERL_ARGUMENT.exec(text) ?? [];
  return name ? [{ name, value: Number(written), text: written, product: 'rabbitmq' }] : [];
}

const RULES: readonly Rule[] = [
  {
    name: 'heartbeat',
    key: keyed(
      String.raw`heart_?-?beat(?:_?-?(?:interval|timeout)(?:_?in_?seconds|_threshold)?|_?sec(?:onds)?)?`,
    ),
    value: heartbeatSec,
    applies: isHeartbeatHere,
  },
  {
    name: 'keepalive',
    key: keyed('keep_?-?alives?'),
    value: switched,
    applies: (context) => !context.otherKeepalive,
  },
  {
    name: 'mqtt_keepalive',
    key: keyed('keep_?-?alive(?:_?interval)?(?:_?sec(?:onds)?)?'),
    value: aboveOne,
    applies: (context) => context.mqtt,
  },
  { name: 'keepalive', key: /(SO_KEEPALIVE)['"]?\s{0,4}[,:=]>?\s{0,4}/g, value: switched },
  { name: 'tcp_keepalive_time', key: /(TCP_KEEPIDLE)['"]?\s{0,4}[,:=]>?\s{0,4}/g, value: codeDurationSec },
  { name: 'tcp_keepalive_intvl', key: /(TCP_KEEPINTVL)['"]?\s{0,4}[,:=]>?\s{0,4}/g, value: codeDurationSec },
  { name: 'tcp_keepalive_probes', key: /(TCP_KEEPCNT)['"]?\s{0,4}[,:=]>?\s{0,4}/g, value: codeDurationSec },
  { name: 'read_write_timeout', key: keyed('read_write_timeout'), value: codeDurationSec },
  { name: 'blocked_connection_timeout', key: keyed('blocked_connection_timeout'), value: codeDurationSec },
  { name: 'channel_max', key: keyed('(?:requested)?channel_?max'), value: codeDurationSec },
  { name: 'prefetch', key: keyed('prefetch(?:_?-?count)?|basic_?qos'), value: codeDurationSec },
  {
    name: 'consumer_timeout',
    key: /(x-consumer-timeout)["']?\s{0,4}(?:=>|:|=|,)\s{0,4}/g,
    value: codeDurationSec,
  },
];

const MAX_CHARS = 4096;
const HINT =
  /heart_?-?beat|keep_?-?alive|TCP_KEEP|_timeout|consumer-timeout|channel_?max|prefetch|qos|sleep/i;

function found(rule: Rule, text: string, context: CodeContext): Setting | undefined {
  for (const match of text.matchAll(rule.key)) {
    if (match[0].endsWith('(') && /^(?:keep|read|blocked|channel)/i.test(match[1] ?? '')) continue;
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    const prefix = WORD_BEFORE.exec(before)?.[0] ?? '';
    if (!PREFIX.test(prefix)) continue;
    if (LOOK_UP.test(before.slice(0, before.length - prefix.length).replace(/["']$/, ''))) continue;
    if (rule.name === 'heartbeat' && FOREIGN.test(before) && !context.amqp) continue;
    if (rule.applies && !rule.applies(context, match[1] ?? '')) continue;
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 120);
    const value = rule.value(rest);
    if (value === undefined) continue;
    const written = /^(?:[^,;}\])(]|\([^()]{0,60}\)){1,60}/.exec(rest)?.[0] ?? rest;
    const library = context.library;
    return {
      name: rule.name,
      value,
      text: written.replace(/^["']|["'\s/>]{1,20}$/g, ''),
      ...(library && { library }),
    };
  }
  return undefined;
}

/** `?heartbeat=0` of a connection URI, or of the part of one that code puts together. */
function uriSettings(text: string, context: CodeContext): Setting[] {
  const settings: Setting[] = [];
  for (const match of text.matchAll(/[?&](?:requested_?)?(heartbeat|channel_max)=(\d{1,9})(?![\w.])/gi)) {
    const name = (match[1] ?? '').toLowerCase();
    settings.push({
      name,
      value: Number(match[2]),
      text: match[2] ?? '',
      ...(context.library && { library: context.library }),
    });
  }
  return settings;
}

/**
 * Settings that one line of client code, YAML, properties or environment puts in force. Comments must be off already.
 * Durations are in seconds (`consumer_timeout` in milliseconds, as the broker counts it); at most one per name.
 */
export function codeSettings(line: string, context: CodeContext): Setting[] {
  const text = line.slice(0, MAX_CHARS);
  if (!HINT.test(text) || DEFINITION.test(text)) return [];
  const fromUri = [...uriSettings(text, context), ...erlArguments(text), ...sleep(text, context)];
  const withoutUri = text.replace(/[?&]\w{1,40}=\w{0,40}/g, '');
  const fromRules = RULES.map((rule) => found(rule, withoutUri, context)).filter(
    (setting) => setting !== undefined,
  );
  const byName = new Map([...fromRules.toReversed(), ...fromUri].map((setting) => [setting.name, setting]));
  return [...byName.values()];
}
