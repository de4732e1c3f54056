// Makes one mistake with the broker and reports the answer. Argument: which.
import { open } from './open.mjs';
import { report } from './report.mjs';

const who = 'billing';
const kind = process.argv[2] ?? '';

const faults = {
  password: () => open(who, { password: 'Autumn2019' }),
  vhost: () => open(who, { vhost: 'billing-prod' }),
  'missing-queue': (channel) => channel.consume('invoices.v2', () => {}),
  'other-durability': async (channel) => {
    await channel.assertQueue('invoices', { durable: true });
    await channel.assertQueue('invoices', { durable: true, messageTtl: 60_000 });
  },
  'ack-twice': async (channel) => {
    await channel.assertQueue('invoices', { durable: true });
    channel.sendToQueue('invoices', Buffer.from('9001'));
    await channel.consume('invoices', (message) => {
      channel.ack(message);
      channel.ack(message);
    });
  },
  'locked-queue': async (channel) => {
    const other = await open('billing-2');
    const first = await other.createChannel();
    await first.assertQueue('invoices.live', { exclusive: true });
    await channel.consume('invoices.live', () => {});
  },
  'too-large': async (channel) => {
    await channel.assertQueue('invoices', { durable: true });
    channel.sendToQueue('invoices', Buffer.alloc(3_000_000));
  },
  'never-ack': async (channel) => {
    await channel.assertQueue('invoices', { durable: true });
    channel.sendToQueue('invoices', Buffer.from('9001'));
    await channel.consume('invoices', (message) =>
      report('INFO', who, `invoice ${message?.content} received, waiting for the bank`),
    );
  },
};

async function makeChannel() {
  const connection = await open(who);
  const channel = await connection.createChannel();
  channel.on('error', (error) => report('ERROR', who, 'channel error:', error));
  channel.on('close', () => report('WARN', who, 'channel closed'));
  return channel;
}

try {
  const atConnect = kind === 'password' || kind === 'vhost';
  await faults[kind](atConnect ? undefined : await makeChannel());
} catch (error) {
  report('ERROR', who, 'failed:', error);
}
setTimeout(() => process.exit(0), kind === 'never-ack' ? 12_000 : 2_000);
