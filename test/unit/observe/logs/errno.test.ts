import { describe, expect, it } from 'vitest';
import { ERRNO_KINDS } from '../../../../src/model/errno-spellings.ts';
import { errnoOf } from '../../../../src/observe/logs/fields/errno.ts';

const failed = (text: string) => {
  const { errno, operation } = errnoOf(text) ?? {};
  return [errno, operation].filter(Boolean).join(' at ') || 'nothing';
};

const isAscii = (text: string) => new TextEncoder().encode(text).length === text.length;

describe('a failure', () => {
  it.each([
    ['nginx, cut by an editor', 'connect() failed (111: Connection re$', 'ECONNREFUSED at connect'],
    ['nginx in another language', 'recv() failed (104: xxxx xx xxxx)', 'ECONNRESET at read'],
    ['PHP without words', 'Error connecting to server(110)', 'ETIMEDOUT at connect'],
    ['C code that returns it', 'connect failed, result -113', 'EHOSTUNREACH at connect'],
    ['an HTTP status with the same digits', 'WebSocket connect failed (101)', 'nothing'],
    ['a length with the same digits', 'send queue (111: 40 kB) of worker 3', 'nothing'],
    ['libwebsockets', 'ERROR on binding fd 11 to port 9001 (-1 98)', 'EADDRINUSE at bind'],
    ['libwebsockets on Windows', 'ERROR on binding fd 288 to port 80 (-1 10048)', 'EADDRINUSE at bind'],
    ['a range with the same digits', 'the readings bind to a range (-1 111) of degrees', 'nothing'],
    ['boost', 'connect: Connection refused [system:111]', 'ECONNREFUSED at connect'],
    ['Delphi', 'Socket Error # 10061', 'ECONNREFUSED at connect'],
    [
      'Haskell',
      'Network.Socket.connect: <socket: 12>: does not exist (Connection refused)',
      'ECONNREFUSED at connect',
    ],
    ['Elixir', 'tcp connect (db:5432): :ehostunreach', 'EHOSTUNREACH at connect'],
    ['Dart', 'SocketException: OS Error: Broken pipe, errno = 32, port = 44010', 'EPIPE at write'],
    ['Swift', 'Error Domain=NSPOSIXErrorDomain Code=57 "x"', 'ENOTCONN'],
    ['Rust', 'Os { code: 113, kind: HostUnreachable, message: "x" }', 'EHOSTUNREACH'],
    ['.NET', 'SocketErrorCode: TooManyOpenSockets', 'EMFILE'],
    ['WinHTTP', 'failed with HRESULT 0x8007274D', 'ECONNREFUSED at connect'],
    ['musl', 'accept: No file descriptors available', 'EMFILE at accept'],
    ['FreeBSD', "sendto: Can't send after socket shutdown", 'ESHUTDOWN at write'],
    [
      'Go on Windows',
      'read tcp 10.0.0.1:1->10.0.0.2:2: wsarecv: An established connection was aborted by the software in your host machine.',
      'ECONNABORTED at read',
    ],
    [
      'Java where connect finds no local port',
      'java.net.BindException: Cannot assign requested address\n\tat sun.nio.ch.Net.connect0(Native Method)',
      'EADDRNOTAVAIL at connect',
    ],
    [
      'Java where bind finds no such address',
      'java.net.BindException: Cannot assign requested address\n\tat sun.nio.ch.Net.bind0(Native Method)',
      'EADDRNOTAVAIL at bind',
    ],
    [
      'a class that the words behind it correct',
      'java.net.NoRouteToHostException: Cannot assign requested address (Address not available)',
      'EADDRNOTAVAIL',
    ],
    ['Czech glibc', 'java.io.IOException: Roura přerušena (SIGPIPE)', 'EPIPE at write'],
    ['Portuguese glibc', 'java.net.ConnectException: Ligação recusada', 'ECONNREFUSED at connect'],
    ['Russian Windows', 'Удаленный хост принудительно разорвал существующее подключение', 'ECONNRESET'],
    ['Japanese glibc', 'java.net.SocketException: ネットワークに届きません', 'ENETUNREACH'],
  ])('is known as %s writes it', (_, text, expected) => {
    expect(failed(text)).toBe(expected);
  });

  it('is known by each word, number and symbol of the list, whatever the case', () => {
    const missed = ERRNO_KINDS.flatMap(({ errno, words, names, linux, windows }) =>
      [
        errno,
        errno.toLowerCase(),
        ...words,
        ...words.filter(isAscii).map((word) => word.toUpperCase()),
        ...names,
        ...(linux === undefined
          ? []
          : [`[Errno ${linux}]`, `errno=${linux}`, `errno: -${linux},`, `(os error ${linux})`]),
        ...(windows === undefined ? [] : [`[WinError ${windows}]`, `socket error ${windows}`]),
      ].filter((text) => errnoOf(`x: ${text}`)?.errno !== errno),
    );

    expect(missed).toEqual([]);
  });

  it.each([
    ['Error: connect ETIMEDOUT 10.0.0.4:5672', 'ETIMEDOUT at connect'],
    ['recv failed: [Errno 110] Connection timed out', 'ETIMEDOUT at read'],
    ["in `connect': Errno::ETIMEDOUT: Connection timed out - recvfrom(2)", 'ETIMEDOUT at read'],
    ['java.net.SocketException: Connection timed out (Write failed)', 'ETIMEDOUT at write'],
    ['(110: Connection timed out) while connecting to upstream', 'ETIMEDOUT at connect'],
    [
      'dial tcp: lookup mq on 10.0.0.10:53: read udp 10.1.1.1:4->10.0.0.10:53: i/o timeout',
      'ETIMEDOUT at resolve',
    ],
    ['java.net.BindException: Cannot assign requested address', 'EADDRNOTAVAIL at bind'],
    ['java.net.BindException: Cannot assign requested address: connect', 'EADDRNOTAVAIL at connect'],
    ['dial tcp 10.0.0.4:5672: connectex: Only one usage of each socket address', 'EADDRINUSE at connect'],
    [
      'stream_socket_server(): Unable to connect to tcp://0.0.0.0:80 (Address already in use)',
      'EADDRINUSE at bind',
    ],
    [
      'java.net.SocketException: Connection timed out\n\tat java.net.SocketInputStream.socketRead0(Native Method)',
      'ETIMEDOUT at read',
    ],
    [
      '  File "socket.py", line 845, in create_connection\n    sock.connect(sa)\nTimeoutError: [Errno 110] x',
      'ETIMEDOUT at connect',
    ],
    ["Error: x ETIMEDOUT\n  errno: -110,\n  syscall: 'read'", 'ETIMEDOUT at read'],
  ])('is told apart by the call that met it: %s', (text, expected) => {
    expect(failed(text)).toBe(expected);
  });

  it.each([
    'controller returned error 104',
    'listening on 0.0.0.0:10061',
    'took 10060 ms',
    'errno: -2, ENOENT',
    'socket.timeout: The read operation timed out',
    'HikariPool-1 - Connection is not available, request timed out after 30000ms',
    'read tcp 10.0.0.1:1->10.0.0.2:2: i/o timeout',
    'the epiped stream and reconnectionrefusedness',
    'connection reset_count=0',
  ])('is not heard in %s', (text) => {
    expect(failed(text)).toBe('nothing');
  });
});
