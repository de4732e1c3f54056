import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

/** The records that count as something that happened. */
const events = (text: string) =>
  observe(text, { name: 'x' }).observations.filter(
    ({ kind, form }) => kind === 'log' && form !== 'prose' && form !== 'code',
  );

describe('what people write about errors', () => {
  it.each([
    ['a row of a Markdown table', '| `Cannot assign requested address` | ports used up |'],
    ['a check box', '[x] too many open files -> raise the limit'],
    ['a ticket', 'OPS-124  Too many open files on mq02   Open   bob'],
    ['a commit', '1450dcd fix: connection reset by peer on idle sockets'],
    ['a closed bug', '  * Raise LimitNOFILE: too many open files (LP: #1654321)'],
    ['a changelog entry of GNU', '\t* src/dns.c (dns_res_exec): Handle ECONNREFUSED.'],
    ['an imperative subject', '      credential-cache: ignore "connection refused" errors'],
    ['the subject of a mail', 'Subject: Re: [users] Connection reset by peer after 60s idle'],
    ['a numbered subject in a digest', '   3. missed heartbeats from client, timeout: 60s (Carl Dee)'],
    ['a tested title', '   ✓ Too many open files is fatal'],
    [
      'a passed test',
      'tests/test_hb.py::test_msg[missed heartbeats from client, timeout: 60s] PASSED [ 83%]',
    ],
    ['a time line of a review', '- 10:05 – Connection refused on all workers'],
    ['a message in backticks that is told of', '- `missed heartbeats from client` no longer logged twice'],
    ['a bold term with its meaning', '* **EMFILE: too many open files** – raise the limit'],
    ['a glossary of errors', 'ECONNRESET              Connection reset by peer'],
    ['a turn of a chat', '03/03/2026, 10:16 - Bob: too many open files?'],
    ['German', '- Im Log des Brokers steht »missed heartbeats from client, timeout: 60s«'],
    ['French', '- Broken pipe : le client écrit sur une connexion déjà fermée'],
    ['Spanish', 'Cuando aparece Connection reset by peer, es porque un cortafuegos ha cerrado la conexión.'],
    [
      'Portuguese',
      'No RabbitMQ, o broker registra "missed heartbeats from client" quando a conexão está parada.',
    ],
    ['Russian', 'Too many open files появляется, когда процесс исчерпал лимит.'],
    ['Chinese', '如果出现 Connection reset 或 Broken pipe,一般是对端已经关闭了连接。'],
  ])('is no event: %s', (_, text) => {
    expect(events(text)).toEqual([]);
  });

  it('holds all of a manual page and of a commit message for words about errors', () => {
    expect(
      events(
        'ERRORS\n       EMFILE Too many open files.\n\n       ECONNREFUSED\n              Nobody listens.\n\nSEE ALSO\n       socket(7)',
      ),
    ).toEqual([]);
    expect(
      events(
        'commit 3f1c0de9a7b2c4d5e6f708192a3b4c5d6e7f8091\nAuthor: Ann Bee <ann@example.org>\n\n    Retry on connection reset by peer\n\n    The broker closed after missed heartbeats from client,\n    timeout: 60s.',
      ),
    ).toEqual([]);
  });

  it('holds the list below the heading of a release for changes, whatever it begins with', () => {
    expect(
      events(
        '## [1.4.0] - 2026-03-01\n### Fixed\n- AMQPConnectionError: connection refused raised at import',
      ),
    ).toEqual([]);
  });
});

describe('source and documents that hold the words of errors', () => {
  it.each([
    ['a literal in a list', '    "missed heartbeats from client",'],
    ['a comparison', '    return strings.Contains(err.Error(), "connection reset by peer") ||'],
    ['a constant', 'ErrHeartbeat = &Error{Code: 501, Reason: "missed heartbeats from client"}'],
    ['an assertion', "    await expect(connect()).rejects.toThrow('connect ECONNREFUSED 127.0.0.1:5672');"],
    ['a match arm', '            Error::Reset => f.write_str("Connection reset by peer"),'],
    [
      'a removed line of a difference',
      '-        log.warning("missed heartbeats from client, timeout: %ss", timeout)',
    ],
    [
      'a rule of an alert',
      '          description: "missed heartbeats from client on {{ $labels.instance }}"',
    ],
    ['a dashboard', '{"title":"Broker","panels":[{"title":"too many open files","targets":[]}]}'],
    ['a catalogue of messages', '    "EMFILE": "Too many open files",'],
    ['a property', 'error.files=Too many open files'],
    ['a translation', 'msgid "Connection refused"'],
    ['a list of constants', '\t\tEINTR EINVAL ECONNREFUSED ECONNRESET EMFILE'],
    ['mark-up', '<li>Connection refused: nobody listens</li>'],
  ])('is no event: %s', (_, text) => {
    expect(events(text)).toEqual([]);
  });
});

describe('what programs print stays an event', () => {
  it.each([
    'Eine vorhandene Verbindung wurde vom Remotehost geschlossen: Connection reset',
    'dial tcp 10.0.0.1:5672: connect: connection refused',
    'Error: connect ECONNREFUSED 127.0.0.1:5672',
    '"message": "connect ECONNREFUSED 127.0.0.1:5672",',
    'nc: connect to mq port 5672 (tcp) failed: Connection refused',
    'ConnectionError("Connection refused")',
    'Consumer throws: "Missed server heartbeat"',
    'Error { kind: ConnectionRefused, message: "Connection refused" }',
  ])('%s', (text) => {
    expect(events(text)).toHaveLength(1);
  });

  it('also within the fence of a text that is prose', () => {
    const text =
      'We run the worker on three machines and it dies when it is idle for an hour.\n\n```\n- Connection reset by peer\n```\n\nYou can see that the broker is fine. What should we do?';

    expect(events(text)).toHaveLength(1);
  });

  it('reads no record in the bytes of a program', () => {
    const read = observe('econnreset\u0007edeadlk\u0001\u0002\u0005enfile\u0006\u0001', { name: 'x' });

    expect(read.observations).toEqual([]);
    expect(read.unread).toBe(1);
  });
});
