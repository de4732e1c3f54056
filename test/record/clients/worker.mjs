// A worker that does long work on the event loop. Arguments: its name, heartbeat in s, seconds of work per message,
// milliseconds of upload between work and acknowledgement.
import { setTimeout as pause } from 'node:timers/promises';
import { open } from './open.mjs';
import { report } from './report.mjs';

const [who = 'orders-worker', heartbeatSec = '10', workSec = '0', uploadMs = '200'] = process.argv.slice(2);
const connection = await open(who, { heartbeat: Number(heartbeatSec) });
const channel = await connection.createChannel();
channel.on('error', (error) => report('ERROR', who, 'channel error:', error));
channel.on('close', () => report('WARN', who, 'channel closed'));
await channel.assertQueue('orders', { durable: true });
await channel.prefetch(10);

function renderInvoice() {
  const until = Date.now() + Number(workSec) * 1000;
  while (Date.now() < until);
}

async function work(message) {
  const tag = message.fields.deliveryTag;
  report('INFO', who, `order ${message.content} received, delivery tag ${tag}`);
  renderInvoice();
  if (uploadMs !== '0') await pause(Number(uploadMs));
  try {
    channel.ack(message);
    report('INFO', who, `order ${message.content} acknowledged`);
  } catch (error) {
    report('ERROR', who, `order ${message.content}: ack of delivery tag ${tag} failed:`, error);
  }
}

await channel.consume('orders', (message) => message && void work(message));
report('INFO', who, 'waiting for orders');
