/**
 * Reads an address that RabbitMQ's command line tools print as Erlang's tuple or as a list in JSON, `{10,0,0,5}` or
 * `[0,0,0,0,0,65535,2560,5]` (eight 16-bit groups), as an address in the usual notation; any other text comes back unchanged.
 */
export function inetTuple(printed: string): string {
  const inside = /^[[{]([\d, ]{7,60})[\]}]$/.exec(printed)?.[1];
  const numbers = inside?.split(',').map(Number) ?? [];
  if (numbers.length === 4) return numbers.join('.');
  if (numbers.length !== 8) return printed;
  const mapped = numbers.slice(0, 5).every((group) => group === 0) && numbers[5] === 65_535;
  const tail = numbers.slice(6).flatMap((group) => [group >> 8, group & 255]);
  return mapped ? tail.join('.') : numbers.map((group) => group.toString(16)).join(':');
}
