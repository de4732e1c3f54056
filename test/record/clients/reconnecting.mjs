// A service that stays connected and connects again after a loss, each second. Argument: its name.
import { open } from './open.mjs';
import { report } from './report.mjs';

const who = process.argv[2] ?? 'shipping';

async function run() {
  try {
    const connection = await open(who, { heartbeat: 2 });
    const channel = await connection.createChannel();
    channel.on('error', (error) => report('ERROR', who, 'channel error:', error));
    await channel.assertQueue('shipments', { durable: true });
    await channel.consume('shipments', (message) => message && channel.ack(message));
    connection.on('close', () => setTimeout(run, 1000));
  } catch (error) {
    report('ERROR', who, 'connecting failed, trying again in 1 s:', error);
    setTimeout(run, 1000);
  }
}

await run();
