const STATE = ' OK';
const BEHIND = [' - ', ': ', ' | ', ', '];
/** The name of a check is so many words at most: `RABBITMQ_WATERMARK`, `TCP Port 5672`. */
const MOST_WORDS = 4;

/**
 * Whether a line is the result of a monitoring check that passed: `RABBITMQ_WATERMARK OK - 35742864 bytes used`. What it names beside is
 * what it looked at (Monitoring Plugins Development Guidelines, "Plugin Output for Nagios").
 */
export function isPassedCheck(line: string): boolean {
  const text = line.trim();
  const at = text.indexOf(STATE);
  const name = text.slice(0, Math.max(at, 0));
  const behind = text.slice(at + STATE.length);
  return (
    name !== '' && name.split(' ').length <= MOST_WORDS && BEHIND.some((mark) => behind.startsWith(mark))
  );
}
