const ORACLE = '(?:ORA|TNS|PLS|OCI|UCP|SP2|DPY|DPI|NJS|RMAN)-\\d{3,6}:';
const NUMBERED = '[A-Z]{2,8}\\d{4,6}[A-Z]?: ';
const RUBY = 'Errno::E[A-Z0-9]{2,14}(?::| \\()';
const AMQP_1_0 =
  'amqp:(?:(?:connection|session|link|transaction):)?[a-z]{3,20}(?:-[a-z]{2,20}){0,3}(?:$|[\\s:,])';
const BEAM = '\\([A-Z]\\w{1,60}(?:\\.[A-Z]\\w{1,60}){0,5}\\) [a-z]';
const APPLE = '(?:Error Domain=)?NS[A-Z]\\w{2,30}ErrorDomain (?:Code=)?-?\\d';
const CODED = new RegExp(`^\\s{0,8}(?:${ORACLE}|${NUMBERED}|${RUBY}|${AMQP_1_0}|${BEAM}|${APPLE})`);

/**
 * Whether a line begins with a code or class that only programs put before a message: Oracle's ORA- and TNS-, numbered messages
 * of Java servers and MSBuild, Ruby's `Errno::EMFILE:`, error conditions of AMQP 1.0, Elixir's `(DBConnection.ConnectionError)`,
 * Apple's error domains.
 */
export function hasMessageCode(text: string): boolean {
  return CODED.test(text.slice(0, 400));
}
