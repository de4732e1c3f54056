const STATE = ' OK';
const BEHIND = [' - ', ': ', ' | '];
/** The name of a check is so many words at most, none in small letters, the first an abbreviation: `RABBITMQ_WATERMARK`, `TCP Port 5672`. */
const MOST_WORDS = 4;
const LEAST_CAPITALS = 2;

/**
 * Whether a line is the result of a monitoring check that passed: `RABBITMQ_WATERMARK OK - 35742864 bytes used`. What it names beside is
 * what it looked at (Monitoring Plugins Development Guidelines, "Plugin Output for Nagios").
 */
export function isPassedCheck(line: string): boolean {
  const text = line.trim();
  const at = text.indexOf(STATE);
  const name = text.slice(0, Math.max(at, 0));
  const behind = text.slice(at + STATE.length);
  const words = name.split(' ');
  return (
    words.length <= MOST_WORDS &&
    words.every((word) => !(word.charAt(0) >= 'a' && word.charAt(0) <= 'z')) &&
    countCapitals(words[0] ?? '') >= LEAST_CAPITALS &&
    BEHIND.some((mark) => behind.startsWith(mark))
  );
}

function countCapitals(word: string): number {
  return Array.from(word).filter((char) => char >= 'A' && char <= 'Z').length;
}
