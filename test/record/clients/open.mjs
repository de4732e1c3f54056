import { connect } from 'amqplib';
import { report } from './report.mjs';

// BROKER is another address than mq01's, HEARTBEAT the heartbeat in s.
const { BROKER = '10.20.0.21', HEARTBEAT = '10' } = process.env;

/** Connects to the broker and reports what happens to the connection. `options` go over the defaults. */
export async function open(who, options = {}) {
  const connection = await connect(
    {
      hostname: BROKER,
      port: 5672,
      username: 'orders',
      password: 'orders',
      vhost: '/',
      heartbeat: Number(HEARTBEAT),
      ...options,
    },
    { clientProperties: { connection_name: who } },
  );
  report('INFO', who, `connected to amqp://${BROKER}:5672`);
  connection.on('error', (error) => report('ERROR', who, 'connection error:', error));
  connection.on('close', (error) => report('WARN', who, 'connection closed', error));
  connection.on('blocked', (reason) => report('WARN', who, `connection blocked by the broker: ${reason}`));
  connection.on('unblocked', () => report('INFO', who, 'connection unblocked'));
  return connection;
}
