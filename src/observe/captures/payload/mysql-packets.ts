import { type Payload, type Said, textAt } from './said.ts';

/** A packet: three bytes of length, lowest first, a number, then what it carries (dev.mysql.com, Client/Server Protocol). */
const HEAD_BYTES = 4;
const COM_QUIT = 1;
const ERR = 0xff;
/**
 * Errors of connections (include/mysqld_error.h of MariaDB 10.11): 1040 too many, 1042 and 1043 handshake, 1044 and 1045 access,
 * 1053 shutdown, 1080 aborted, 1129 and 1130 host, 1152 to 1161 packets, 1184 aborted, 1203 and 1226 limits of users, 4031 inactivity.
 * Errors of statements are left out: they quote data.
 */
const OF_CONNECTIONS: readonly number[] = [
  1040, 1042, 1043, 1044, 1045, 1053, 1080, 1129, 1130, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
  1161, 1184, 1203, 1226, 4031,
];

/** Reads COM_QUIT of the client, and of the server the errors that concern the connection, worded as the mysql client prints them. */
export function mysqlPackets({ bytes, from, to, isServers }: Payload): Said | undefined {
  const body = from + HEAD_BYTES;
  if (body >= to) return undefined;
  const length = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16);
  const isFirst = bytes[from + 3] === 0;
  if (!isServers)
    return length === 1 && isFirst && bytes[body] === COM_QUIT ? { isGoodbye: true } : undefined;
  if (bytes[body] !== ERR || body + length > to || length < 4) return undefined;
  const code = (bytes[body + 1] ?? 0) | ((bytes[body + 2] ?? 0) << 8);
  if (!OF_CONNECTIONS.includes(code)) return undefined;
  const hasState = bytes[body + 3] === 0x23;
  const state = hasState ? ` (${textAt(bytes, body + 4, body + 9)})` : '';
  return { message: `ERROR ${code}${state}: ${textAt(bytes, body + (hasState ? 9 : 3), body + length)}` };
}
