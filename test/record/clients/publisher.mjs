// Publishes orders, some each second, until stopped. Arguments: its name, how many (0 = no end), size in bytes,
// seconds between two where there is no end.
import { setTimeout as pause } from 'node:timers/promises';
import { open } from './open.mjs';
import { report } from './report.mjs';

const [who = 'orders-api', count = '0', sizeBytes = '0', pauseSec = '0.5'] = process.argv.slice(2);
const connection = await open(who);
const channel = await connection.createConfirmChannel();
await channel.assertQueue('orders', { durable: true });
for (let order = 1; Number(count) === 0 || order <= Number(count); order++) {
  const body = Buffer.from(`${4710 + order}`.padEnd(Number(sizeBytes), ' '));
  channel.sendToQueue('orders', body, { persistent: true }, (error) =>
    error ? report('ERROR', who, `order ${4710 + order} not confirmed:`, error) : undefined,
  );
  report('INFO', who, `order ${4710 + order} published`);
  await pause(Number(count) === 0 ? Number(pauseSec) * 1000 : 0);
}
await channel.waitForConfirms();
await channel.close();
await connection.close();
