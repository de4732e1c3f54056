import type { LogEvent } from '../../src/model/log-event.ts';

/** Lines as RabbitMQ writes them, one event each, with ids in the order in which they are made. */
export interface StormLog {
  /** A client that a broker drops as it stops (recorded: test/fixtures/recorded/broker-stopped). */
  stopped(client: number, atMs: number): LogEvent[];
  /** A client dropped for missed heartbeats. */
  missed(client: number, atMs: number): LogEvent[];
  /** A client that connects. */
  healthy(client: number, atMs: number): LogEvent[];
}

/** The log of a broker. */
export function createStormLog(broker = 0): StormLog {
  let written = 0;
  const events = (atMs: number, level: string, pid: string, texts: readonly string[]): LogEvent[] => {
    const time = `${new Date(atMs).toISOString().replace('T', ' ').slice(0, -1)}000+00:00`;
    return texts.map((text) => ({
      id: String(written++).padStart(12, '0'),
      timestamp: atMs,
      message: `${time} [${level}] ${pid} ${text}`,
    }));
  };
  const about = (client: number) => {
    const address = `10.${30 + broker}.${(client >> 8) & 255}.${client & 255}:${40_000 + (client % 20_000)}`;
    return { pid: `<0.${700 + client}.0>`, ends: `${address} -> 10.20.${broker}.21:5672` };
  };
  return {
    stopped(client, atMs) {
      const { pid, ends } = about(client);
      return events(atMs, 'error', pid, [
        `Error on AMQP connection ${pid} (${ends} - worker-${client}, vhost: '/', user: 'orders', state: running), channel 0:`,
        ` operation none caused a connection exception connection_forced: "broker forced connection closure with reason 'shutdown'"`,
      ]);
    },
    missed(client, atMs) {
      const { pid, ends } = about(client);
      return events(atMs, 'error', pid, [
        `closing AMQP connection ${pid} (${ends} - worker-${client}, vhost: '/', user: 'orders'):`,
        'missed heartbeats from client, timeout: 60s',
      ]);
    },
    healthy(client, atMs) {
      const { pid, ends } = about(client);
      return events(atMs, 'info', pid, [
        `accepting AMQP connection ${pid} (${ends})`,
        `connection ${pid} (${ends} - worker-${client}): user 'orders' authenticated and granted access to vhost '/'`,
      ]);
    },
  };
}
