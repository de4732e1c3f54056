import type { Rule } from './rule.ts';

/** Keys that are secrets, unlike the keys of routes, partitions and rows. */
const KEYS =
  'api access account auth app function functions subscription storage signing encryption private shared master secret instrumentation'.split(
    ' ',
  );
/** What a secret is called, at the end of a name: `spring.rabbitmq.password`, `RABBITMQ_DEFAULT_PASS`, `SharedAccessKey`. */
const WORDS = [
  'pass(?:word|wd|phrase|code)\\d?',
  'password_hash',
  '(?:(?<![a-z])|require|db|mq|user|amqp|redis|mysql|login|admin|default|root|keystore|key)pass',
  'pwd',
  '(?<![a-z])pw',
  'masterauth|primaryauth',
  'secret(?:[_-]?id)?',
  'token(?:[_-]?value)?',
  `(?:${KEYS.join('|')})[_-]?key`,
  'erlang[_-]?cookie',
  '(?<![a-z])sig',
  'signature',
];
const NAME = `(?:${WORDS.join('|')})`;
const HINTS = [
  ...['pass', 'pwd', 'pw=', 'pw:', 'pw ', 'pw"', 'secret', 'token', 'cookie'],
  ...['masterauth', 'primaryauth', 'sig=', 'sig%3d', 'signature'],
  ...KEYS.flatMap((kind) => [`${kind}key`, `${kind}_key`, `${kind}-key`]),
];
/** What may close a quoted name: `"password"`, `\"password\"`, `<<"password">>`, `["password"]`. */
const CLOSED = '(?:\\\\{0,7}["\'`]|>>|\\]|&quot;|%22){0,3}';
/** A type between name and value, as Python and Kotlin write it. */
const TYPE = '(?:[ \\t]?:[ \\t]?(?:str|string|optional\\[str\\])[ \\t]?(?==))?';
const SEPARATOR = '(?:[ \\t]{0,40}(?:=>|:=|==?|%3[ad]|:(?!:))[ \\t]{0,40}(?![\\w.-]{1,40}=[^=\\s])|=(?=\\w))';

/** Values that have a name: in configuration, environments, logs, JSON, YAML, XML, connection strings and Erlang terms. */
export const KEYED_RULES: readonly Rule[] = [
  {
    id: 'name and value',
    hints: HINTS,
    // A path of a URL is no name: "POST https://h/token: read tcp …". What a parser stumbles on is no secret.
    pattern: new RegExp(
      `(?<!(?:unexpected|next|end of|\\w{1,20}/) ?)${NAME}${CLOSED}${TYPE}${SEPARATOR}`,
      'gi',
    ),
    value: 'any',
    hits: [
      'default_pass = «s3cr3t»',
      'RABBITMQ_DEFAULT_PASS=«s3cr3t»',
      'password="«two words»" user=x',
      'password: «hunter2», user: bob',
      'password=«a,b;c)d» next',
      'password=«hunter2»,user=bob',
      "password='«it''s»'",
      'password="«say \\"hi\\" twice»"',
      '{"password": "«s3 cr3t»", "a": 1}',
      '{"msg":"{\\"password\\":\\"«s3 cr3t»\\"}"}',
      '"password_hash":"«kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR»"',
      'ConnectionFactory.setPassword; Password=«s3cr3t»;UserName=bob',
      'Server=tcp:db;User ID=app;Pwd=«s3cr3t»;Encrypt=True',
      'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«Zm9v+YmFy/8=»',
      'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=«Zm9v+YmFy/8=»;EndpointSuffix=core.windows.net',
      'https://x.blob.core.windows.net/c?sv=2022&sig=«Zm9vYmFy%2Fabcd%3D»&se=1',
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="«p w»";',
      'ssl.keystore.password=«changeit»',
      'passphrase=«correct-horse»',
      'requirepass: «s3cr3t»',
      'masterauth = «s3cr3t»',
      'body=user%3Dbob%26password%3D«hunter2»%26x%3D1',
      'aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»',
      'X-Vault-Token: «abcdefgh1234»',
      'client_secret=«p8Q~abc»&grant_type=x',
      'password => <<"«s3cr3t»">>',
      '#amqp_params_network{username = <<"u">>,password = <<"«s3cr3t»">>}',
      '<<"password">> => <<"«s3cr3t»">>',
      'password: str = "«s3cr3t»"',
      'config["password"] = "«s3cr3t»"',
      'password: |\n  «s3cr3t»',
      'RABBITMQ_ERLANG_COOKIE=«SWQOKODSQALRPCLNMEQG»',
      'openssl -passin pass:«hunter2»',
      'password=«1234»',
      'password: Some("«s3cr3t»")',
    ],
    misses: [
      'token: expired',
      'password: incorrect',
      'authentication failed: password expired',
      'secret not found',
      'password: is required',
      '{"password": "is invalid"}',
      '"token": null',
      '(using password: YES)',
      'password length: 8',
      'password_hashing_module=rabbit_password_hashing_sha256',
      'RABBITMQ_PASSWORD_FILE=/run/secrets/mq',
      'PWD=/home/app',
      'bypass=on compass=north passive=true',
      '12 pass: 3',
      'routing_key=orders.eu partition key: 7',
      'SharedAccessKeyName=Root',
      'secretName: rabbitmq-default-user',
      'secret:\n  name: mq',
      'Unexpected token: foo',
      'Post https://api.example.com/token: read tcp 10.4.43.2:48341',
      'token: 42',
      'ssl_options.password = ${TLS_PASSWORD}',
      'password=$PGPASSWORD',
      'password=***',
      'curl -su <user>:<password> http://127.0.0.1',
    ],
  },
  {
    id: 'name and value in an Erlang term',
    hints: HINTS,
    pattern: new RegExp(`[{(]\\s{0,40}(?:<<)?["']?[\\w.]{0,60}?${NAME}["']?(?:>>)?\\s{0,40},\\s{0,40}`, 'gi'),
    value: 'any',
    hits: [
      '{default_pass,<<"«s3cr3t»">>}',
      '{password, "«s3cr3t»"}',
      '{password,\n          <<"«s3cr3t»">>}',
      '{password,<<«115,51,99,114»>>}',
      '{password,[«115,51,99,114»]}',
      '{<<"password">>,longstr,<<"«s3cr3t»">>}',
      '{password,{encrypted,<<"«cv6mE1qHUIdrSvk»">>}}',
      "('password', '«s3cr3t»')",
      '{password,«plain_atom»}',
    ],
    misses: ['{password,none}', '{password,undefined}', '(password, expired)'],
  },
  {
    id: 'environment variable as name and value',
    hints: ['value'],
    pattern: new RegExp(
      `name["']?\\s{0,9}[:=]\\s{0,9}["']?[\\w.-]{0,60}?${NAME}["']?,?\\s{1,40}["']?value["']?\\s{0,9}[:=]\\s{0,9}`,
      'gi',
    ),
    value: 'any',
    hits: [
      '- name: RABBITMQ_DEFAULT_PASS\n  value: «s3cr3t»',
      '{"name": "DB_PASSWORD", "value": "«s3 cr3t»"}',
      '<property name="password" value="«s3cr3t»"/>',
    ],
    misses: ['- name: RABBITMQ_USE_LONGNAME\n  value: true', 'name: password value: required'],
  },
  {
    id: 'XML element',
    hints: HINTS,
    pattern: new RegExp(`<[\\w:.-]{0,60}?${NAME}>\\s{0,40}(?=[^<]{1,400}</)`, 'gi'),
    value: 'any',
    hits: ['<password>«s3cr3t»</password>', '<bean:authToken>«abc»</bean:authToken>'],
    misses: ['<password></password>', '<password>required</password>'],
  },
  {
    id: 'SQL and prose with quotes',
    hints: ['password', 'identified'],
    pattern: /(?:identified by(?: password)?|(?:password|passphrase))[ \t]{1,9}(?=["'`])/gi,
    value: 'quoted',
    hits: ["CREATE USER u IDENTIFIED BY '«s3 cr3t»'", "ALTER ROLE u WITH PASSWORD '«s3cr3t»'"],
    misses: ["password for 'bob'", 'invalid password "required"'],
  },
];
