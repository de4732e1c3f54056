// A service that does everything right: it publishes, consumes, acknowledges and closes. Argument: its name.
import { setTimeout as pause } from 'node:timers/promises';
import { open } from './open.mjs';
import { report } from './report.mjs';

const who = process.argv[2] ?? 'mailer';
const connection = await open(who);
const channel = await connection.createConfirmChannel();
await channel.assertQueue('mails', { durable: true });
const { consumerTag } = await channel.consume('mails', (message) => {
  channel.ack(message);
  report('INFO', who, `mail ${message.content.toString()} sent`);
});
for (const mail of ['81', '82', '83']) channel.sendToQueue('mails', Buffer.from(mail), { persistent: true });
await channel.waitForConfirms();
await pause(12_000);
await channel.cancel(consumerTag);
await channel.close();
await connection.close();
