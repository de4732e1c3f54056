import type { LogEvent } from '../../src/model/log-event.ts';

/** RabbitMQ's record of each client that it closed for missed heartbeats, `everyMs` apart. */
export function missedHeartbeats(clients: readonly string[], fromMs: number, everyMs = 1_000): LogEvent[] {
  return clients.map((client, i) => {
    const timestamp = fromMs + i * everyMs;
    const time = `${new Date(timestamp).toISOString().replace('T', ' ').slice(0, -1)}000+00:00`;
    const pid = `<0.${700 + i}.0>`;
    const head = `${time} [error] ${pid}`;
    const ends = `${client}:${40_000 + (i % 20_000)} -> 10.20.0.21:5672`;
    const closing = `${head} closing AMQP connection ${pid} (${ends} - worker, vhost: '/', user: 'orders'):`;
    const message = `${closing}\n${head} missed heartbeats from client, timeout: 60s`;
    return { id: `${String(timestamp).padStart(15, '0')}-${client}`, timestamp, message };
  });
}

/** Addresses of so many different clients. */
export function clientAddresses(count: number, net = 10): string[] {
  return Array.from({ length: count }, (_, i) => `${net}.${30 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`);
}
