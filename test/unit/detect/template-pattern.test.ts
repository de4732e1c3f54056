import { describe, expect, it } from 'vitest';
import { createTemplatePattern } from '../../../src/detect/template-pattern.ts';

describe('a catalogued message', () => {
  it('is known with whatever stands in its holes, which become facts', () => {
    const match = createTemplatePattern("access to vhost '{vhost}' refused for user '{user}'");

    expect(match("[error] <0.5.0> access to vhost 'prod' refused for user 'shop'")).toEqual({
      vhost: 'prod',
      user: 'shop',
    });
    expect(match("access to vhost 'prod' granted to user 'shop'")).toBeUndefined();
  });

  it('is whole where PHP names the file behind it', () => {
    const match = createTemplatePattern('Method frame too short');

    expect(
      match('Uncaught AMQPOutOfBoundsException: Method frame too short in /app/Channel.php:236'),
    ).toEqual({});
    expect(match('AMQPOutOfBoundsException: Method frame too short in the trace of Tuesday')).toBeUndefined();
  });

  it('takes only a number for a number', () => {
    const match = createTemplatePattern('Received frame of {bytes:int} bytes, more than the maximum');

    expect(match('Received frame of 131,072 bytes, more than the maximum')).toEqual({ bytes: 131_072 });
    expect(match('Received frame of many bytes, more than the maximum')).toBeUndefined();
  });

  it('begins at its number, whatever a person wrote right before it', () => {
    const match = createTemplatePattern('{limit:int} worker_connections are not enough');

    expect(match('the log says 512 worker_connections are not enough')).toEqual({ limit: 512 });
    expect(match('日志报512 worker_connections are not enough')).toEqual({ limit: 512 });
  });

  it('tries the next place where a first one does not fit', () => {
    const match = createTemplatePattern('closing connection {id:int} after the heartbeat was missed');

    expect(match('closing connection x; closing connection 7 after the heartbeat was missed')).toEqual({
      id: 7,
    });
  });

  it('stays in one line, unless the message itself goes on in a further one', () => {
    const oneLine = createTemplatePattern('closing AMQP connection {pid} because the peer has gone away');
    const twoLines = createTemplatePattern('closing AMQP connection {pid}:\nmissed heartbeats from client');

    expect(oneLine('closing AMQP connection <0.1.0>\nbecause the peer has gone away')).toBeUndefined();
    expect(
      twoLines('closing AMQP connection <0.1.0>:\n  missed heartbeats from client, timeout: 60s'),
    ).toEqual({
      pid: '<0.1.0>',
    });
  });

  it.each([
    ['Error: Channel closed', true],
    ['pika.exceptions.X: Channel closed', true],
    ['"Channel closed"', true],
    ['Channel closed.', true],
    ['pika.channel Channel closed', true],
    ['the Channel closed by itself', false],
    ['sub-Channel closed', false],
  ])('when it is short, must be all that is said: %s', (text, isKnown) => {
    expect(createTemplatePattern('Channel closed')(text) !== undefined).toBe(isKnown);
  });

  it('does not begin or end within a word', () => {
    const match = createTemplatePattern('no more connections are allowed for the user');

    expect(match('no more connections are allowed for the username')).toBeUndefined();
    expect(match('piano more connections are allowed for the user')).toBeUndefined();
  });

  it('begins at any place of a line where it begins with a hole', () => {
    const match = createTemplatePattern('{library} noticed that the server closed the socket');

    expect(match('10:00 warn pika noticed that the server closed the socket')?.['library']).toContain('pika');
  });

  it('tries further places where a hole holds what stands behind it', () => {
    const match = createTemplatePattern('Rejected {address}:{port:int}: no protocol version');

    expect(match('Rejected fe80::8:1:51200: no protocol version')).toEqual({
      address: 'fe80::8:1',
      port: 51200,
    });
  });
});
