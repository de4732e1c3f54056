const SYMBOL =
  /(?:^|[^A-Z_])(ECONNRESET|EPIPE|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRINUSE|EADDRNOTAVAIL|EMFILE|ENFILE|ENOTFOUND|EAI_AGAIN|ECONNABORTED|ENOTCONN|EHOSTDOWN)\b/;
const ATOM =
  /[{,\s(](econnreset|epipe|econnrefused|etimedout|ehostunreach|enetunreach|eaddrinuse|eaddrnotavail|emfile|nxdomain|enotconn|econnaborted)\b/;
const NUMBER =
  /(?:\b[Ee]rrno[ :=]{0,3}|\bWinError |\berror[ =:(]{1,2}|Error\(|SocketException \(|server ?\()(\d{2,5})\b/;
const GUARD =
  /E[A-Z]{3}|EAI|[Ee]rr|[{,\s(]e[a-z]{4}|nxdomain|[Cc]onnection |[Pp]ipe|route|[Uu]nreachable|[Aa]ddress|files|lookup|resol|[Nn]ame |[Hh]ost|refused|actively|Verbindung|socket/;
const WORDS: readonly (readonly [string, RegExp])[] = [
  [
    'ECONNRESET',
    /[Cc]onnection reset|forcibly closed|vom Kommunikationspartner zurückgesetzt|réinitialisée par le correspondant|Conexión reinicializada|[Cc]onnection was reset/,
  ],
  ['EPIPE', /[Bb]roken pipe|Datenübergabe unterbrochen|Relais brisé|Tubería rota/],
  [
    'ECONNREFUSED',
    /[Cc]onnection refused|actively refused|Verbindungsaufbau abgelehnt|Connexion refusée|Conexión rehusada|[Cc]onnection was refused/,
  ],
  [
    'ETIMEDOUT',
    /Connection timed out|(?:connect|read|write): connection timed out|[Oo]peration timed out|did not properly respond after a period of time|Die Wartezeit für die Verbindung ist abgelaufen|dial tcp [^\n]{0,80}: i\/o timeout|connect timed out/,
  ],
  ['EHOSTUNREACH', /[Nn]o route to host|[Hh]ost (?:is )?unreachable|unreachable host/],
  ['ENETUNREACH', /[Nn]etwork (?:is )?unreachable|unreachable network/],
  [
    'EADDRINUSE',
    /[Aa]ddress already in use|Only one usage of each socket address|Die Adresse wird bereits verwendet/,
  ],
  [
    'EADDRNOTAVAIL',
    /[Cc](?:annot|an't|an not) assign requested address|address is not valid in its context|selected local endpoint was recently used|NoPortsAvailable/,
  ],
  ['EMFILE', /[Tt]oo many open files|Zu viele offene Dateien/],
  [
    'ENOTFOUND',
    /[Nn]ame or service not known|no such host|[Uu]nknown host|UnknownHostException|No such host is known|nodename nor servname|[Nn]ame does not resolve|Non-existent domain/,
  ],
  ['EAI_AGAIN', /[Tt]emporary failure in name resolution|server misbehaving/],
];
// Linux, macOS/BSD and Winsock numbers; for those that differ between Linux and BSD, the words beside them decide.
const NUMBERS: Record<string, string> = {
  '24': 'EMFILE',
  '32': 'EPIPE',
  '98': 'EADDRINUSE',
  '99': 'EADDRNOTAVAIL',
  '101': 'ENETUNREACH',
  '104': 'ECONNRESET',
  '110': 'ETIMEDOUT',
  '111': 'ECONNREFUSED',
  '113': 'EHOSTUNREACH',
  '48': 'EADDRINUSE',
  '49': 'EADDRNOTAVAIL',
  '51': 'ENETUNREACH',
  '54': 'ECONNRESET',
  '60': 'ETIMEDOUT',
  '61': 'ECONNREFUSED',
  '65': 'EHOSTUNREACH',
  '10024': 'EMFILE',
  '10048': 'EADDRINUSE',
  '10049': 'EADDRNOTAVAIL',
  '10051': 'ENETUNREACH',
  '10053': 'ECONNABORTED',
  '10054': 'ECONNRESET',
  '10060': 'ETIMEDOUT',
  '10061': 'ECONNREFUSED',
  '10065': 'EHOSTUNREACH',
  '11001': 'ENOTFOUND',
  '11002': 'EAI_AGAIN',
};

/**
 * The POSIX name of the error in a text, however the platform words it: symbol, Erlang atom, Linux, BSD or Winsock number
 * (errno(3), Windows Sockets Error Codes), or the words of libc, Java, .NET and Go. Undefined when there is none.
 */
export function errnoOf(text: string): string | undefined {
  if (!GUARD.test(text)) return undefined;
  const symbol = SYMBOL.exec(text)?.[1];
  if (symbol !== undefined) return symbol === 'ENFILE' ? 'EMFILE' : symbol;
  for (const [name, pattern] of WORDS) if (pattern.test(text)) return name;
  const atom = ATOM.exec(text)?.[1];
  if (atom !== undefined) return atom === 'nxdomain' ? 'ENOTFOUND' : atom.toUpperCase();
  return NUMBERS[NUMBER.exec(text)?.[1] ?? ''];
}
