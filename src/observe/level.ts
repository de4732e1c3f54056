const LEVELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    trace: 'debug',
    debug: 'debug',
    dbug: 'debug',
    dbg: 'debug',
    trc: 'debug',
    trce: 'debug',
    trac: 'debug',
    verbose: 'debug',
    vrb: 'debug',
    fine: 'debug',
    finer: 'debug',
    finest: 'debug',
    silly: 'debug',
    info: 'info',
    inf: 'info',
    information: 'info',
    informational: 'info',
    http: 'info',
    config: 'info',
    log: 'info',
    system: 'info',
    信息: 'info',
    noti: 'notice',
    note: 'notice',
    notice: 'notice',
    warn: 'warning',
    warning: 'warning',
    wrn: 'warning',
    警告: 'warning',
    warnung: 'warning',
    avertissement: 'warning',
    erro: 'error',
    error: 'error',
    err: 'error',
    eror: 'error',
    fail: 'error',
    severe: 'error',
    严重: 'error',
    schwerwiegend: 'error',
    fatal: 'critical',
    ftl: 'critical',
    crit: 'critical',
    critical: 'critical',
    alert: 'critical',
    alrt: 'critical',
    emerg: 'critical',
    emgc: 'critical',
    emergency: 'critical',
    panic: 'critical',
    dpanic: 'critical',
  }),
);

/**
 * Brings a level as printed to one of debug, info, notice, warning, error, critical; undefined when it is not a level.
 * Numbers are those of pino and bunyan (10 trace … 60 fatal) and of syslog severities (0 emergency … 7 debug).
 */
export function level(word: string | number): string | undefined {
  const number = typeof word === 'number' ? word : /^\d{1,2}$/.test(word) ? Number(word) : undefined;
  if (number === undefined) return LEVELS.get(String(word).toLowerCase());
  if (number >= 10)
    return ['debug', 'debug', 'info', 'warning', 'error', 'critical'][Math.floor(number / 10) - 1];
  return ['critical', 'critical', 'critical', 'error', 'warning', 'notice', 'info', 'debug'][number];
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['D', 'debug'],
  ['I', 'info'],
  ['W', 'warning'],
  ['E', 'error'],
  ['F', 'critical'],
]);

/** The level for the one letter that klog, MassTransit and others print; undefined for any other letter. */
export function letterLevel(letter: string): string | undefined {
  return LETTERS.get(letter);
}
