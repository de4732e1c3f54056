/** Parameters of the address of a broker or database. Those of HTTP say what is asked for, and stay. */
const PARAMETERS =
  /(\b(?!https?:)[a-z][a-z\d+.-]{1,20}:\/\/[^\s?"'<>]{1,300})\?(?:[\w.-]{1,60}=[^\s&;,"'<>)]{0,200}[&;]?){1,40}/gi;

/**
 * A text without the parameters of addresses in it: in `amqp://mq:5672?heartbeat=10&connection_timeout=10000` they set something,
 * and nothing of what they name has happened.
 */
export function withoutUrlSettings(text: string): string {
  return text.includes('://') && text.includes('?') ? text.replace(PARAMETERS, '$1') : text;
}
