import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { type CodeContext, codeSettings } from './code-settings.ts';
import { configLineSetting } from './config-line-settings.ts';
import { settingsInTerms } from './erlang-terms.ts';
import { positionalSettings } from './positional-settings.ts';
import { newRefusals } from './refusals.ts';
import { type Setting, settingObservation } from './setting.ts';
import { type SourceBlock, sourceBlock } from './source-block.ts';
import { sysctlSetting } from './sysctl.ts';

const RABBITMQ_CONF =
  /^\s*(?:listeners\.|disk_free_limit\.|vm_memory_|loopback_users|default_(?:user|vhost|pass)\b|management\.|log\.(?:file|console)|cluster_(?:formation|partition)|consumer_timeout|tcp_listen_options|ssl_options\.|auth_mechanisms|queue_master_locator|handshake_timeout|channel_max|connection_max|mqtt\.|collect_statistics)/;
const MYSQL_SECTION = /^\s*\[(?:mysqld|mariadb|server)/;
const AMQP = /amqp|rabbit|pika|bunny|celery|kombu/i;
const MQTT = /mqtt|paho/i;
const OTHER_KEEPALIVE = /mqtt|paho|mosquitto|https?\.Agent|HttpClient|axios|\bfetch\(|requests\.|upstream/i;

/** A bullet at the margin is a list in prose far more often than it is YAML in force; a row of Markdown explains. */
const BULLET = /^[-*•+] |^\s{0,4}\|.*\|\s*$/;

/** What the block as a whole shows about each of its lines: found once, since a block may have thousands. */
interface Surroundings extends Omit<CodeContext, 'path'> {
  rabbitmqConf: boolean;
  mysqlSection: boolean;
}

function surroundingsOf({ texts }: SourceBlock, role: ReadContext['role']): Surroundings {
  const library = codeLibrary(texts);
  return {
    ...(library && { library }),
    amqp: library !== undefined || texts.some((text) => AMQP.test(text)),
    otherKeepalive: texts.some((text) => OTHER_KEEPALIVE.test(text)),
    mqtt: texts.some((text) => MQTT.test(text)),
    rabbitmqConf: role === 'broker' || texts.some((text) => RABBITMQ_CONF.test(text)),
    mysqlSection: texts.some((text) => MYSQL_SECTION.test(text)),
  };
}

/** `heartbeat` and `max_connections` have the same name in several files; the text around them shows whose they are. */
function productOf(setting: Setting, around: Surroundings): string | undefined {
  if (setting.product) return setting.product;
  if (setting.name === 'max_connections') return around.mysqlSection ? 'mysql' : undefined;
  return setting.name === 'heartbeat' && around.rabbitmqConf ? 'rabbitmq' : undefined;
}

function ofServer(text: string, around: Surroundings): Setting | undefined {
  const setting = configLineSetting(text);
  if (!setting) return undefined;
  const product = productOf(setting, around);
  if (setting.name === 'heartbeat' && product === undefined) return undefined;
  if (setting.name === 'heartbeat' && around.library) return undefined;
  return { ...setting, ...(product && { product }) };
}

function observationsOf(
  block: SourceBlock,
  lines: readonly Line[],
  from: number,
  context: ReadContext,
): Observation[] {
  const around = surroundingsOf(block, context.role);
  const yaml = yamlPath();
  return block.texts.flatMap((text, offset) => {
    const path = yaml.enter(text);
    const line = lines[from + offset];
    if (!line || text.trim() === '' || BULLET.test(text)) return [];
    const server = ofServer(text, around);
    const kernel = sysctlSetting(text);
    const ofCode = kernel ? [kernel] : server ? [server] : codeSettings(text, { ...around, path });
    const settings = ofCode.length > 0 ? ofCode : settingsInTerms(text);
    const positional = positionalSettings(block.texts.slice(offset, offset + 40)).map(
      ({ setting, lineOffset }) =>
        settingObservation(setting, lines[from + offset + lineOffset] ?? line, context),
    );
    return [...settings.map((setting) => settingObservation(setting, line, context)), ...positional];
  });
}

const refusals = newRefusals();

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  if ((lines[from]?.text ?? '').trim() === '' || refusals.cover(lines, from)) return undefined;
  const block = sourceBlock(lines, from);
  if (!block) return undefined;
  const observations = observationsOf(block, lines, from, context);
  const written = block.codeLines + block.entryLines + block.commentLines;
  const isCode = block.codeLines >= 2 && written >= 3;
  // Kernel settings alone have a reader of their own, which leaves what stands between them.
  const isSysctlAlone = !isCode && observations.every(({ fields }) => fields['product'] === 'kernel');
  if (observations.length > 0 && !isSysctlAlone) return { next: block.next, observations, unread: 0 };
  // Code that shows no setting is not a log either, whatever messages stand in it: its lines count as unparsed.
  if (isCode) return { next: block.next, observations, unread: written };
  refusals.note(lines, block.next);
  return undefined;
}

/** What identifies a client library, the surest first: names of modules, classes and options that only it has. */
const MARKS: readonly [library: string, mark: RegExp][] = [
  ['aio-pika', /\baio_pika\b|\baiormq\b|\bconnect_robust\b/],
  ['celery', /\bcelery\b|\b(?:CELERY_)?BROKER_(?:URL|HEARTBEAT)\b|\bbroker_(?:heartbeat|url)\b/],
  ['kombu', /\bkombu\b/],
  ['py-amqp', /\bpyamqp:|\bimport amqp\b/],
  ['pika', /\bpika\b|\bBlockingConnection\b|\bbasic_qos\(|\bbasic_consume\(/],
  ['amqp-connection-manager', /amqp-connection-manager|heartbeatIntervalInSeconds/],
  ['amqplib', /\bamqplib\b|\bamqp\.connect\(/],
  [
    'php-amqplib',
    /PhpAmqpLib|AMQP(?:Stream|SSL|Lazy|Socket)Connection|old_sound_rabbit_mq|\bread_write_timeout\b/,
  ],
  ['bunny', /\bBunny\b/],
  ['masstransit', /\bMassTransit\b|\bUsingRabbitMq\b/i],
  ['easynetq', /\bEasyNetQ\b|\bRabbitHutch\b/i],
  ['spring-amqp', /spring\.rabbitmq|springframework\.amqp|CachingConnectionFactory|requested-heartbeat/],
  ['dotnet', /RabbitMQ\.Client|RequestedHeartbeat\s*=|\bTimeSpan\./],
  ['java', /com\.rabbitmq\.client|setRequestedHeartbeat/],
  ['amqp091-go', /amqp091-go|streadway\/amqp|\bamqp\.(?:Config|DialConfig|Dial)\b|\btime\.Second\b/],
  ['lapin', /\blapin\b/],
  ['rabbitmq-c', /\bamqp_login\(/],
];
const RELEVANT =
  /amqp|rabbit|pika|bunny|celery|broker|kombu|lapin|heartbeat|basic_|connect_robust|read_write|TimeSpan|time\.|Rabbit|aio/i;

/** The client library that code or a property file belongs to, by its texts (comments off). Undefined when none is recognized. */
function codeLibrary(texts: readonly string[]): string | undefined {
  const relevant = texts.filter((text) => RELEVANT.test(text));
  return MARKS.find(([, mark]) => relevant.some((text) => mark.test(text)))?.[0];
}

/** Follows the keys above a line of YAML by their indentation. One per block. */
interface YamlPath {
  /** Takes the next line (comments off) and answers the keys above it, joined by dots. */
  enter(text: string): string;
}

const PARENT = /^(\s*)(?:- )?["']?([\w.@/-]{1,80})["']?:\s*$/;

function yamlPath(): YamlPath {
  const stack: { indent: number; key: string }[] = [];
  return {
    enter(text) {
      const line = text.slice(0, 300);
      const indent = line.search(/\S/);
      if (indent < 0) return '';
      while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop();
      const path = stack.map(({ key }) => key).join('.');
      const parent = PARENT.exec(line);
      if (parent && stack.length < 40) stack.push({ indent, key: parent[2] ?? '' });
      return path;
    },
  };
}

/**
 * Reads client code, YAML, properties, environment files and line-based server configuration into `setting`
 * observations. A block of code is read as a whole once several lines show that it is code; comments and sentences about settings
 * are ignored. A block ends before the first line that may be a log's.
 */
export const sourceText: BlockReader = { format: 'source-text', read };
