import type { Rule } from './rule.ts';

/** Programs whose node names look like e-mail addresses: Erlang's and Celery's `name@host`. */
const NODES = '(?:rabbit|ejabberd|emqx|vernemq|couchdb|riak|celery|worker|w\\d{1,3})';
/** One Erlang term of a connection's parameters: a binary, a string, an atom, or one of them in a tagged tuple. */
const TERM = '(?:\\{\\w{1,20},\\s{0,99})?(?:<<[^>]{0,300}>>|\\\\{0,3}"[^"\\n]{0,300}"|\\w{1,60})\\}?';

/** Secrets that stand at a fixed place: in addresses, HTTP headers, constructors, terms, and behind a known start. */
export const HEADER_RULES: readonly Rule[] = [
  {
    id: 'private key',
    hints: ['private key'],
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----)[\s\S]){0,16000}(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
    hits: ['«-----BEGIN RSA PRIVATE KEY-----\\nMIIEow\\n-----END RSA PRIVATE KEY-----»'],
    misses: ['-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----'],
  },
  {
    id: 'address with user and password',
    hints: ['://'],
    // Up to the last @ before a slash, since passwords hold @; or, where a password holds a slash, up to the first @.
    pattern:
      /:\/\/[^\s:/"'<>]{0,100}:(?!<|\$\{)(?<secret>[^\s/"'<>]{1,200}(?=@)|(?!\d{1,5}[/?#])[^\s@"'<>]{1,200}(?=@))/gi,
    hits: [
      'amqp://u:«p@ss»@h',
      'amqps://orders:«hunter2»@mq-1:5672/vhost',
      'redis://:«s3cr3t»@cache:6379/0',
      'amqp://u:«pa/ss»@h/v',
      'amqp://bob@corp:«s3cr3t»@h',
      'amqp://u:«p»@h1/v,amqp://u:«q»@h2/v',
      'https://key:«s3cr3t»@sentry.example/1',
    ],
    misses: ['http://h:8080/x?mail=@y', 'amqp://mq-1:5672/', 'amqp://u@h', 'amqp://u:<password>@h'],
  },
  {
    id: 'address with user and password, URL-encoded',
    hints: ['%3a%2f%2f'],
    pattern: /%3a%2f%2f(?:(?!%3a|%2f)[^\s"'<>]){0,100}%3a(?<secret>(?:(?!%2f)[^\s"'<>&]){1,200}(?=%40))/gi,
    hits: ['url=amqp%3A%2F%2Fu%3A«p%40ss»%40h%3A5672%2F'],
    misses: ['url=amqp%3A%2F%2Fh%3A5672%2F'],
  },
  {
    id: 'parameters of a federation or shovel link',
    hints: ['amqp_params_'],
    pattern: new RegExp(`amqp_params_(?:network|direct)\\s{0,99},\\s{0,99}${TERM}\\s{0,99},\\s{0,99}`, 'g'),
    value: 'any',
    hits: [
      '{amqp_params_network,<<"user">>,<<"«s3cr3t»">>,<<"/">>,"mq-2",5672,2047,0,10,60000,none,[],[],[]}',
      '{amqp_params_network,<<"user">>,\n    <<"«s3cr3t»">>,\n    <<"/">>}',
      '{amqp_params_network,<<"user">>,{plaintext,<<"«s3cr3t»">>},<<"/">>}',
      '{amqp_params_network,<<"user">>,{encrypted,<<"«cv6mE1qHU»">>},<<"/">>}',
      '{amqp_params_network,<<117,115>>,<<«112,119»>>,<<47>>}',
      '"{amqp_params_network,<<\\"user\\">>,<<\\"«s3cr3t»\\">>,<<\\"/\\">>}"',
      '{amqp_params_direct,<<"user">>,<<"«s3cr3t»">>,<<"/">>}',
    ],
    misses: ['{amqp_params_direct,none,none,<<"/">>,rabbit@mq}'],
  },
  {
    id: 'answer of a SASL login',
    hints: ['plain">>', 'plain\\'],
    pattern: /<<\\{0,3}"(?:AMQ)?PLAIN\\{0,3}">>\s{0,99},\s{0,99}/g,
    value: 'quoted',
    hits: ['<<"PLAIN">>,<<"«\\000guest\\000guest»">>,<<"en_US">>', '<<"PLAIN">>,<<«0,103,117»>>'],
    misses: ['<<"PLAIN AMQPLAIN">>,<<"en_US">>'],
  },
  {
    id: 'positional password of a client library',
    hints: ['credentials(', 'connection(', 'auth=', 'auth ='],
    pattern:
      /(?:credentials\(\s{0,5}[^,()]{1,100},\s{0,5}|\bauth\s{0,3}=\s{0,3}\(\s{0,5}[^,()]{1,100},\s{0,5}|new\s{1,5}\\?[\w\\]{0,80}amqp\w{0,20}connection\s{0,5}\((?:[^,()]{0,100},){3}\s{0,5})(?=["'`])/gi,
    value: 'quoted',
    hits: [
      "pika.PlainCredentials('bob', '«s3 cr3t»')",
      "requests.get(url, auth=('bob', '«s3cr3t»'))",
      "new AMQPStreamConnection('mq', 5672, 'bob', '«s3cr3t»')",
    ],
    misses: ['PlainCredentials(user, password)'],
  },
  {
    id: 'Authorization header with parameters',
    hints: ['authorization', 'sharedaccesssignature', 'cookie'],
    pattern:
      /(?:authorization\\{0,3}["']?[ \t]{0,3}[:=][ \t]{0,3}\\{0,3}["']?(?:digest|aws4-hmac-sha256|negotiate|oauth|hawk|sharedaccesssignature)[ \t]{1,3}|(?<![\w-])(?:set-)?cookie\\{0,3}["']?:[ \t]{0,3}\\{0,3}["']?(?=[\w.-]{1,100}=))(?<secret>[^\n\r]{1,4000}?(?=\\{0,3}["'][ \t]{0,3}(?:[}\])]|,[ \t]{0,3}\\{0,3}["'])|["'][ \t]{1,3}(?![\w-]{1,40}=)\S|[\r\n]|$)|[^\n\r]{1,4000})/gi,
    hits: [
      'Authorization: Digest «username="bob", response="6629fae49393a05397450978507c4ef1"»',
      'Cookie: «session=abc; csrf=def»',
      "curl -H 'Authorization: AWS4-HMAC-SHA256 «Credential=x/y, Signature=abc»' h",
    ],
    misses: ['erlang cookie: mismatch', 'Connection attempt, cookie mismatch'],
  },
  {
    id: 'Authorization header',
    hints: ['authorization', 'api-key'],
    pattern:
      /(?:authorization|x-api-key)\\{0,3}["']?[ \t]{0,3}[:=][ \t]{0,3}\\{0,3}["']?(?:(?:token|bearer|basic|apikey|api-key|key|jwt|splunk|glsa|bot)[ \t]{1,3})?(?!(?:digest|aws4-hmac-sha256|negotiate|oauth|hawk|sharedaccesssignature)[ \t])/gi,
    value: 'any',
    hits: [
      'Authorization: Token «abcdefgh»',
      'Authorization: Bearer «abc.def-ghi»',
      'authorization=Basic «Z3Vlc3Q6Z3Vlc3Q=»',
      '"Authorization": "Bearer «abc»"',
      '{\\"Authorization\\":\\"Basic «Z3Vlc3Q6Z3Vlc3Q=»\\"}',
      'authorization: «abcdefgh12»',
    ],
    misses: ['authorization: denied', 'Authorization: required', 'Authorization: Bearer expired'],
  },
  {
    id: 'bearer or basic without a header',
    hints: ['bearer ', 'basic '],
    // Prose goes on in lower case: "basic authentication", "Bearer authentication".
    pattern:
      /\b(?:[Bb]earer|[Bb]asic|BEARER|BASIC) (?<secret>(?=[\w.~+/-]{0,99}\d|[\w.~+/-]{1,99}[A-Z])(?=[\w.~+/-]{0,99}[a-z])[\w.~+/-]{8,}=*)/g,
    hits: ['sent bearer «abcd1234efgh»', 'sent Basic «Z3Vlc3Q6Z3Vlc3Q=»'],
    misses: ['basic authentication failed', 'Bearer authentication is required', 'Basic Connectivity'],
  },
  {
    id: 'hash of a password',
    hints: ['$2a$', '$2b$', '$2x$', '$2y$', '$1$', '$5$', '$6$', '$7$', '$y$', '$argon2'],
    pattern: /\$(?:2[abxy]|[1567]|y|argon2\w{1,2})\$[\w./$=,+-]{20,}/g,
    hits: ['user1:«$6$abcdefgh12345678$Vl2yKjX8yqJw5yYyQ1»', 'bcrypt «$2b$10$abcdefghijklmnopqrstuv»'],
    misses: ['cost $1$ and more'],
  },
  {
    id: 'e-mail address',
    hints: ['@'],
    // Begins with the @, because few places have one.
    pattern: new RegExp(
      `@(?<=(?<![\\w.%+@/-])(?!${NODES}@)(?<before>[\\w.%+-]{1,64})@)(?<secret>(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24})\\b(?!\\.\\w|/|:[\\w/])`,
      'gi',
    ),
    hits: ['user «jane.doe@example.com» failed', '«jane.doe@example.com»: no such user'],
    misses: [
      'orders@mq-1.example.com:5672',
      'node rabbit@mq-1.example.com is down',
      'celery@worker.example.com ready',
    ],
  },
];
