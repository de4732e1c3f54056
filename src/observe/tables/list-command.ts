/** What a command lists: sockets of a machine, a server's clients, or the connections that a gateway tracks. */
type Listed = 'sockets' | 'clients' | 'tracked';

/** A command that lists connections, and what it leaves out. */
export interface ListCommand {
  listed: Listed;
  /** Of a list of clients: whose they are, as in `broker-connection`; absent of RabbitMQ. */
  product?: string;
  /**
   * What every row has to have: `address:10.0.0.5`, `port:41734` at either end, `local-port:5432`, `peer-address:10.0.0.9` at one. All
   * in one text, parted by blanks.
   */
  filter: string;
  /** Something else was asked for, such as a user, a virtual host or a word: rows may be missing for that. */
  isNarrow: boolean;
}

const TOOLS: readonly { listed: Listed; product?: string; tool: RegExp }[] = [
  { listed: 'sockets', tool: /(?:^|[\s/])(?:ss|netstat|lsof)(?=\s)|\bGet-NetTCPConnection\b/ },
  {
    listed: 'tracked',
    tool: /\bconntrack\s+-L\b|\/nf_conntrack\b|\bpfctl\s+-ss\b|\bsystem session list\b|\bsys session list\b|\bshow (?:conn|session|flow)s?\b/,
  },
  {
    listed: 'clients',
    tool: /\blist_connections\b|\blist_consumers\b|\brabbitmqadmin\b.{0,60}\blist (?:connections|consumers)\b|\/api\/(?:vhosts\/[^/\s]{1,80}\/)?(?:connections|consumers)\b/,
  },
  { listed: 'clients', product: 'redis', tool: /\bclient list\b|\bpubsub numsub\b/i },
  { listed: 'clients', product: 'postgresql', tool: /\bpg_stat_activity\b/i },
  { listed: 'clients', product: 'mysql', tool: /\bprocesslist\b/i },
  { listed: 'clients', product: 'nats', tool: /\/connz\b|\bnats\b.{0,60}\breport conn/ },
  { listed: 'clients', product: 'mqtt', tool: /\bemqx(?:_ctl| ctl)\s+clients\s+(?:list|show)\b/ },
];
/** Rows in other states, and listeners. */
const OF_OTHERS =
  /(?:\bss\s.{0,80}\bstate\s+(?!established|connected|all\b)|(?:grep|findstr|sls|Select-String)\s.{0,40}\b(?:CLOSE.?WAIT|TIME.?WAIT|SYN|FIN|LISTEN)|-sTCP:(?!EST)|\bLISTEN)|grep\s+-\w*v/i;
const LISTENING = /(?:^|[\s/])(?:ss|netstat)\s+(?:\S+\s+){0,4}?-[a-km-z46]*l[a-z46]*(?=\s|$)/i;
const ADDRESS = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const SIDED = new RegExp(
  String.raw`\b(?<side>dst|src|dport|sport|daddr|saddr|orig-src|orig-dst|orig-port-src|orig-port-dst|client_addr|client_port)\b\s*(?:=|==|eq|:)?\s*'?:?(?<value>${ADDRESS}(?::\d{1,5})?|\d{1,5})\b`,
  'gi',
);
const CONNTRACK = new RegExp(
  String.raw`\s(?<option>-s|-d|--sport|--dport|--src|--dst|--orig-src|--orig-dst|--orig-port-src|--orig-port-dst)[ =](?<value>${ADDRESS}|\d{1,5})\b`,
  'g',
);
const SEARCHED =
  /\b(?:grep|findstr|Select-String|sls|find)\s+(?:[-/]\w+\s+){0,3}(?:-e\s+)?(?<word>"[^"]{1,80}"|'[^']{1,80}'|[^\s|;"']{1,80})/g;
const OF_LSOF = new RegExp(
  String.raw`\s-[a-zA-Z]*i\s?(?:4|6)?(?:tcp)?(?:@(?<address>${ADDRESS}))?:?(?<port>\d{1,5})?\b`,
  'i',
);
const FOR_ADDRESS = new RegExp(String.raw`\b(?<address>${ADDRESS})(?::(?<port>\d{1,5}))?\b`, 'g');
const OTHER_CONDITION =
  /\bwhere\b.{0,200}\b(?:usename|user|datname|db|application_name|state|query|command|vhost)\b|\blist_consumers\b.{0,80}\s(?:-p|--vhost)\s|\s(?:-p|--vhost)\s.{0,80}\blist_consumers\b|\/api\/vhosts\/|\bpubsub numsub\b|\bselect\(|\btype (?:normal|pubsub)\b/i;

function sideOf(name: string): string {
  const lower = name.toLowerCase();
  if (lower === 'client_addr' || lower === 'client_port') return 'peer-';
  // Of a socket the source is its own machine; what a gateway tracks has two ends alike.
  return lower.startsWith('d') ? 'peer-' : 'local-';
}

function atSide(side: string, value: string): string[] {
  const [address = '', port] = value.includes('.') ? value.split(':') : ['', value];
  return [
    ...(address === '' ? [] : [`${side}address:${address}`]),
    ...(port === undefined ? [] : [`${side}port:${port}`]),
  ];
}

/** Words that were searched for; undefined where one is neither an address nor a port. */
function searched(command: string): { filter: string[]; isNarrow: boolean } {
  const filter: string[] = [];
  let isNarrow = false;
  for (const { groups } of command.matchAll(SEARCHED)) {
    const word = (groups?.['word'] ?? '')
      .replace(/^["']|["']$/g, '')
      .replace(/\\|\$$|^:|:$/g, '')
      .trim();
    if (/^\d{2,5}$/.test(word)) filter.push(`port:${word}`);
    else if (/^\d{1,3}(?:\.\d{1,3}){3}(?:[:.]\d{1,5})?$/.test(word)) {
      const parts = word.split(/[:.]/);
      filter.push(`address:${parts.slice(0, 4).join('.')}`, ...(parts[4] ? [`port:${parts[4]}`] : []));
    } else if (!/^ESTAB/i.test(word)) isNarrow = true;
  }
  return { filter, isNarrow };
}

function ofSockets(command: string): string[] {
  const sided = [...command.matchAll(SIDED)].flatMap(({ groups }) =>
    atSide(sideOf(groups?.['side'] ?? ''), groups?.['value'] ?? ''),
  );
  const { address, port } = (/\blsof\b/.test(command) && OF_LSOF.exec(command)?.groups) || {};
  return [...sided, ...(address ? [`address:${address}`] : []), ...(port ? [`port:${port}`] : [])];
}

function ofTracked(command: string): string[] {
  const options = [...command.matchAll(CONNTRACK)].map(({ groups }) => groups?.['value'] ?? '');
  const words = [...command.matchAll(FOR_ADDRESS)].flatMap(({ groups }) => [
    `address:${groups?.['address']}`,
    ...(groups?.['port'] ? [`port:${groups['port']}`] : []),
  ]);
  return [...words, ...options.filter((one) => !one.includes('.')).map((one) => `port:${one}`)];
}

function ofClients(command: string): string[] {
  const conditions = [...command.matchAll(SIDED)].flatMap(({ groups }) =>
    /^client_/i.test(groups?.['side'] ?? '') ? atSide('peer-', groups?.['value'] ?? '') : [],
  );
  const host = /\bhost\s+like\s+'(\d{1,3}(?:\.\d{1,3}){3})/i.exec(command)?.[1];
  return [...conditions, ...(host ? [`peer-address:${host}`] : [])];
}

const FILTERS: Readonly<Record<Listed, (command: string) => string[]>> = {
  sockets: ofSockets,
  tracked: ofTracked,
  clients: ofClients,
};
const LONGEST = 600;

/** What a typed command lists; undefined for one that lists no connections, or only some that say nothing of open ones. */
export function listCommand(typed: string): ListCommand | undefined {
  const command = ` ${typed.slice(0, LONGEST)} `;
  const found = TOOLS.find(({ tool }) => tool.test(command));
  if (!found || OF_OTHERS.test(command) || LISTENING.test(command)) return undefined;
  const words = searched(command);
  const filter = [...FILTERS[found.listed](command), ...words.filter];
  return {
    listed: found.listed,
    ...(found.product && { product: found.product }),
    filter: [...new Set(filter)].join(' '),
    isNarrow: words.isNarrow || OTHER_CONDITION.test(command),
  };
}
