import type { Rule } from './rule.ts';

/** Up to the next command of a pipe or list, so that an option belongs to its program. */
const ARGUMENTS = '\\b[^\\n|;&]{0,200}?[ \\t]';

/** Secrets as arguments of programs and in configuration that puts blanks between name and value. */
export const COMMAND_RULES: readonly Rule[] = [
  {
    id: 'long option',
    hints: ['-pass', '-pw', '-token', '-secret', '-key', '-api-', '-access-', 'cookie'],
    pattern:
      /(?<![\w-])(?:--(?:[a-z]{1,20}-){0,3}(?:password|passwd|pass|passphrase|pw|token|secret|api-key|access-key|secret-key|cookie)|-setcookie)["']?,?[ \t]{1,9}(?!-)/gi,
    value: 'any',
    hits: [
      'rabbitmqadmin --username u --password «x» list',
      "kafka --sasl-password '«two words»'",
      'erl -sname a -setcookie «ABCDEF»',
      '["nats", "--password", "«s3cr3t»"]',
    ],
    misses: ['option --password requires an argument', '--password --host x', '--password-file /etc/x'],
  },
  {
    id: 'short option of a database client',
    hints: ['mysql', 'mariadb'],
    pattern: new RegExp(`\\b(?:mysql|mariadb)\\w{0,12}${ARGUMENTS}-p(?=[^\\s-])`, 'g'),
    value: 'any',
    hits: ['mysql -u root -p«x» orders', "mysqldump -p'«two words»' db"],
    misses: ['mysql -u root -p orders', 'mysql -P 3306'],
  },
  {
    id: 'short option of a broker client',
    hints: [
      'redis-cli',
      'mosquitto_',
      'sshpass',
      'docker',
      'rabbitmqadmin',
      'mongo',
      'ldapsearch',
      'ldapwhoami',
      'valkey-cli',
    ],
    pattern: new RegExp(
      `\\b(?:(?:redis|valkey)-cli${ARGUMENTS}-a|mosquitto_(?:pub|sub|rr)${ARGUMENTS}(?:-P|--pw)|(?:sshpass|docker login|rabbitmqadmin|mongo(?:sh|dump|restore)?)${ARGUMENTS}-p|ldap(?:search|whoami)${ARGUMENTS}-w)[ \\t]{1,9}`,
      'g',
    ),
    value: 'any',
    hits: [
      'redis-cli -h mq -a «x» ping',
      'mosquitto_pub -h mq -u u -P «x» -t t',
      'sshpass -p «x» ssh mq',
      'rabbitmqadmin -u u -p «x» list queues',
    ],
    misses: ['redis-cli -h mq -p 6379', 'mosquitto_sub -p 1883 -t t'],
  },
  {
    id: 'user and password of curl',
    hints: ['curl', 'wget', 'stats auth'],
    pattern: new RegExp(
      `(?:\\b(?:curl|wget)${ARGUMENTS}(?:-\\w{0,8}u|--user)[ \\t]{0,9}|stats auth )["']?[^\\s:"']{1,60}:`,
      'g',
    ),
    value: 'any',
    hits: [
      'curl -s -u guest:«guest» http://mq:15672/api',
      'curl -su "bob:«x»" http://mq',
      'stats auth admin:«x»',
    ],
    misses: ['curl -su <user>:<password> http://mq', 'curl -v http://mq:15672'],
  },
  {
    id: 'user and password of a control program',
    hints: [
      'add_user',
      'change_password',
      'authenticate_user',
      'mosquitto_passwd',
      'htpasswd',
      'users add',
      'admins passwd',
    ],
    pattern:
      /\b(?:rabbitmqctl[^\n|;&]{0,100}?[ \t](?:add_user|change_password|authenticate_user)|(?:mosquitto_passwd|htpasswd)[ \t]{1,9}-\w{0,8}b\w{0,8}[ \t]{1,9}\S{1,200}|users add|admins passwd)[ \t]{1,9}["']?[\w.@-]{1,64}["']?[ \t]{1,9}/g,
    value: 'any',
    hits: [
      'rabbitmqctl add_user bob «x»',
      "rabbitmqctl -n rabbit@mq change_password bob '«two words»'",
      'mosquitto_passwd -b /etc/pw bob «x»',
    ],
    misses: ['rabbitmqctl add_user bob', 'rabbitmqctl list_users name tags'],
  },
  {
    id: 'configuration with blanks',
    hints: [
      'requirepass',
      'masterauth',
      'primaryauth',
      'auth-pass',
      'file-pass',
      'remote_password',
      'bridge_psk',
    ],
    pattern:
      /(?<![\w-])(?:requirepass|masterauth|primaryauth|tls-(?:client-)?key-file-pass|remote_password|bridge_psk|sentinel auth-pass[ \t]{1,9}\S{1,64})["']?[ \t]{1,40}/gi,
    value: 'any',
    hits: [
      'requirepass «x»',
      'masterauth «x»',
      'CONFIG SET requirepass "«two words»"',
      '"CONFIG" "SET" "requirepass" "«x»"',
      'sentinel auth-pass mymaster «x»',
    ],
    misses: ['requirepass is not set', 'requirepass ""'],
  },
  {
    id: 'login with blanks',
    hints: ['password '],
    pattern: /\b(?:user|login)[ \t]{1,9}["']?[\w.@-]{1,64}["']?[ \t]{1,9}(?:insecure-)?password[ \t]{1,9}/gi,
    value: 'any',
    hits: ['machine mq login bob password «x»', 'user bob insecure-password «x»'],
    misses: ['user guest password authentication failed', 'user bob password expired'],
  },
  {
    id: 'access rule of Redis',
    hints: ['setuser'],
    pattern: /\bsetuser[ \t]{1,9}\S{1,64}(?:[ \t]{1,9}[^\s>]\S{0,99}){0,12}?[ \t]{1,9}>/gi,
    value: 'any',
    hits: ['ACL SETUSER app on ~* >«s3cr3t»'],
    misses: ['ACL SETUSER app on ~* +@all'],
  },
];
