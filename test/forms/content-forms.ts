import type { Role } from '../../src/model/input.ts';
import { type Form, textForm } from './form.ts';
import type { GivenText } from './incident.ts';

const LANGUAGES = ['German', 'French', 'Chinese', 'Japanese'] as const;

/** What glibc's strerror says in English, and in the order of `LANGUAGES` (glibc, po/). */
const STRERROR: Readonly<Record<string, readonly string[]>> = {
  'Connection refused': [
    'Verbindungsaufbau abgelehnt',
    'Connexion refusée',
    '拒绝连接',
    '接続を拒否されました',
  ],
  'Connection reset by peer': [
    'Die Verbindung wurde vom Kommunikationspartner zurückgesetzt',
    'Connexion ré-initialisée par le correspondant',
    '连接被对方重置',
    '接続が相手からリセットされました',
  ],
  'Broken pipe': [
    'Datenübergabe unterbrochen (broken pipe)',
    'Relais brisé (pipe)',
    '断开的管道',
    'パイプが壊れました',
  ],
  'Connection timed out': [
    'Die Wartezeit für die Verbindung ist abgelaufen',
    "Connexion terminée par expiration du délai d'attente",
    '连接超时',
    '接続がタイムアウトしました',
  ],
  'No route to host': [
    'Keine Route zum Zielrechner',
    "Aucun chemin d'accès pour atteindre l'hôte cible",
    '没有到主机的路由',
    'ホストへの経路がありません',
  ],
  'Network is unreachable': [
    'Das Netzwerk ist nicht erreichbar',
    "Le réseau n'est pas accessible",
    '网络不可达',
    'ネットワークに届きません',
  ],
  'Address already in use': [
    'Die Adresse wird bereits verwendet',
    'Adresse déjà utilisée',
    '地址已在使用',
    'アドレスは既に使用中です',
  ],
  'Cannot assign requested address': [
    'Die angeforderte Adresse kann nicht zugewiesen werden',
    "Ne peut attribuer l'adresse demandée",
    '无法指定被请求的地址',
    '要求されたアドレスに割り当てられません',
  ],
  'Too many open files': [
    'Zu viele offene Dateien',
    'Trop de fichiers ouverts',
    '打开的文件过多',
    '開いているファイルが多すぎます',
  ],
};

const OTHER_ROLE: Readonly<Record<Role, Role>> = {
  broker: 'client',
  client: 'broker',
  host: 'client',
  peer: 'broker',
};

/** The same incident at other addresses, ports and times, on a system of another language, or told to be of another machine. */
export const CONTENT_FORMS: readonly Form[] = [
  roleForm('no role', ({ text }) => ({ text })),
  roleForm('wrong role', ({ role, text }) => ({ ...(role ? { role: OTHER_ROLE[role] } : {}), text })),
  textForm('other addresses', (text) =>
    text.replaceAll(
      IPV4,
      (_, a, b, c, d) => `172.${16 + (Number(b) % 16)}.${(Number(c) + Number(a)) % 250}.${d}`,
    ),
  ),
  textForm('IPv6', (text) =>
    FIXED_WIDTH.test(text)
      ? undefined
      : text
          .replaceAll(IPV4_PORT, (_, _a, b, c, d, port) => `[fd00::${b}:${c}:${d}]:${port}`)
          .replaceAll(IPV4, (_, _a, b, c, d) => `fd00::${b}:${c}:${d}`),
  ),
  textForm('host names', (text) =>
    FIXED_WIDTH.test(text)
      ? undefined
      : text.replaceAll(IPV4, (_, _a, b, c, d) => `mq-${b}-${c}-${d}.internal`),
  ),
  textForm('another year', (text) => text.replaceAll(/\b20(?:1\d|2\d)(?=[-/]\d\d[-/]\d\d)/g, '2031')),
  ...LANGUAGES.map(translated),
];

const IPV4 = /\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b(?!\.\d)/g;
/** Captures and rows whose columns are of one family, and HAProxy, which writes no brackets. */
const FIXED_WIDTH = /\b(?:tcp4?|ESTAB|SYN|TIME|CLOSE|IP|inet_addr|sockaddr)\b|haproxy\[|::ffff:/;
const IPV4_PORT = /(?<![\d./:[])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3}):(\d{2,5})\b/g;

function roleForm(name: string, change: (input: GivenText) => GivenText): Form {
  return {
    name,
    rewrite: (incident) => {
      if (incident.inputs.length > 1 || incident.inputs.every(({ role }) => role === undefined))
        return undefined;
      return { ...incident, inputs: incident.inputs.map(change) };
    },
  };
}

function translated(language: (typeof LANGUAGES)[number], at: number): Form {
  return textForm(`errno in ${language}`, (text) =>
    Object.entries(STRERROR).reduce(
      (changed, [english, words]) => changed.replaceAll(english, words[at] ?? english),
      text,
    ),
  );
}
