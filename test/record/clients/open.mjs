import { connect } from 'amqplib';
import { report } from './report.mjs';

/** Connects to the broker on mq01 and reports what happens to the connection. `options` go over the defaults. */
export async function open(who, options = {}) {
  const connection = await connect(
    {
      hostname: '10.20.0.21',
      port: 5672,
      username: 'orders',
      password: 'orders',
      vhost: '/',
      heartbeat: 10,
      ...options,
    },
    { clientProperties: { connection_name: who } },
  );
  report('INFO', who, 'connected to amqp://10.20.0.21:5672');
  connection.on('error', (error) => report('ERROR', who, 'connection error:', error));
  connection.on('close', (error) => report('WARN', who, 'connection closed', error));
  connection.on('blocked', (reason) => report('WARN', who, `connection blocked by the broker: ${reason}`));
  connection.on('unblocked', () => report('INFO', who, 'connection unblocked'));
  return connection;
}
