import type { Head, HeadReader } from './head.ts';
import { activemq } from './heads/activemq.ts';
import { celery } from './heads/celery.ts';
import { dotnet } from './heads/dotnet.ts';
import { haproxy } from './heads/haproxy.ts';
import { kernel } from './heads/kernel.ts';
import { klog } from './heads/klog.ts';
import { levelFirst } from './heads/level-first.ts';
import { librdkafka } from './heads/librdkafka.ts';
import { monolog } from './heads/monolog.ts';
import { mosquitto } from './heads/mosquitto.ts';
import { mysql } from './heads/mysql.ts';
import { nats } from './heads/nats.ts';
import { nginx } from './heads/nginx.ts';
import { postgresql } from './heads/postgresql.ts';
import { python } from './heads/python.ts';
import { rabbitmqReport } from './heads/rabbitmq-report.ts';
import { rabbitmqText } from './heads/rabbitmq-text.ts';
import { redis } from './heads/redis.ts';
import { ruby } from './heads/ruby.ts';
import { tagged } from './heads/tagged.ts';
import { timed } from './heads/timed.ts';

/** The heads that may begin with a digit, a bracket or a letter: the specific before the general, since the first match wins. */
const DIGIT: readonly HeadReader[] = [
  rabbitmqText,
  mosquitto,
  redis,
  postgresql,
  mysql,
  nginx,
  haproxy,
  dotnet,
  timed,
  librdkafka,
];
const BRACKET: readonly HeadReader[] = [
  rabbitmqText,
  nats,
  nginx,
  celery,
  monolog,
  redis,
  kernel,
  haproxy,
  postgresql,
  timed,
  levelFirst,
  tagged,
];
const LETTER: readonly HeadReader[] = [
  rabbitmqReport,
  postgresql,
  python,
  dotnet,
  klog,
  ruby,
  monolog,
  nginx,
  levelFirst,
  timed,
  tagged,
];
const OTHER: ReadonlyMap<string, readonly HeadReader[]> = new Map(
  Object.entries({
    '=': [rabbitmqReport],
    ' ': [rabbitmqReport],
    '%': [librdkafka],
    '<': [kernel, levelFirst],
    '(': [timed],
    '|': [activemq],
    ':': [nginx, haproxy],
  }),
);
const BEYOND_ASCII: readonly HeadReader[] = [postgresql, levelFirst];

/** Reads the head of a log record at the start of a line; undefined for continuation lines and for text that is not a log. */
export function readHead(text: string): Head | undefined {
  const code = text.charCodeAt(0);
  const readers =
    code >= 48 && code <= 57
      ? DIGIT
      : code === 91
        ? BRACKET
        : (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
          ? LETTER
          : code > 127
            ? BEYOND_ASCII
            : OTHER.get(text.charAt(0));
  if (readers === undefined) return undefined;
  for (const reader of readers) {
    const head = reader(text);
    if (head !== undefined) return head;
  }
  return undefined;
}
