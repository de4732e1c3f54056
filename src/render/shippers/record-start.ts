/**
 * How a record begins, for shippers that read line by line: with a time, a level in brackets, a process id or JSON, as brokers and
 * their clients write them. A line that begins otherwise belongs to the record before it. Written in what Onigmo, Rust's regex and
 * JavaScript understand alike, without quotes.
 */
export const RECORD_START = `^(?:${[
  '\\[?\\d{4}[-\\/]\\d\\d[-\\/]\\d\\d', // 2026-11-28, [2026-11-28
  '\\[?\\d\\d:\\d\\d:\\d\\d', // 10:02:03
  '[A-Z][a-z]{2} [ \\d]\\d \\d\\d:', // Nov 28 10:02:03
  '\\d{2} [A-Z][a-z]{2} \\d{4}', // 28 Nov 2026
  '\\d{10}', // Mosquitto
  '\\d+:[A-Z] ', // Redis
  '\\[\\d+\\] \\d{4}', // NATS
  '<\\d+>', // syslog
  '=[A-Z]', // =ERROR REPORT====
  '\\{"', // JSON
].join('|')})`;

/** HAProxy's state of a session that did not end as it should, before the counts of connections; in lower case. */
export const PROXY_TROUBLE = ' [cpsrildukx][rchdlqt-](?:[-nivou][-nuipd])? \\d+\\/\\d+\\/\\d+';

/**
 * What passes whatever it says: how programs mark trouble. The line that names a connection often says nothing else that is known,
 * such as `[error] closing AMQP connection`. In lower case.
 */
export const LEVELS = [
  ['[error]', '[warning]', '[warn]', '[critical]', '[alert]', '[emergency]', '[err]', '[wrn]', '[ftl]'],
  [' error ', ' warn ', ' warning ', ' fatal ', ' critical ', ' panic', 'error:', 'warning:', 'fatal:'],
  ['=error report', '=warning report', '=crash report', '=supervisor report', 'exception', 'traceback'],
  ['"level":"err', '"level":"warn', '"level":"fatal', '"level": "err', '"level": "warn'],
  ['level=err', 'level=warn', 'level=fatal'],
].flat();
