const USERINFO = /(:\/\/[^\s:@/'"<>]{0,200}:)[^\s/'"<>]{1,400}@/g;
const KEYED =
  /((?:password|passwd|passphrase|default_pass|secret|token|api_?key|(?<![a-z])(?:pass|pwd|pw))\w{0,20}["']?\s{0,5}(?:=>|:=|=|:|,)\s{0,5}<{0,2})("[^"]{0,400}"|'[^']{0,400}'|[^\s,;)}'"<>]{1,400})/gi;
const CREDENTIALS =
  /(Credentials\(\s{0,5}[^,()]{1,200},\s{0,5})("[^"]{0,400}"|'[^']{0,400}'|[^\s,()]{1,200})/g;
/** php-amqplib's constructors take host, port, user, password by position. */
const PHP_CONSTRUCTOR =
  /(new\s+\\?[\w\\]{0,80}AMQP\w{0,20}Connection\s{0,5}\((?:[^,()]{0,200},){3})[^,()]{0,200}/g;

/** Replaces passwords by `***`: in addresses, in keyed values, in credential objects. Everything else stays as given. */
export function redactSecrets(text: string): string {
  return text
    .replace(USERINFO, '$1***@')
    .replace(KEYED, '$1***')
    .replace(CREDENTIALS, '$1***')
    .replace(PHP_CONSTRUCTOR, '$1 ***');
}
