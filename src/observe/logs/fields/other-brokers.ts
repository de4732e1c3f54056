import type { FieldValue } from '../../../model/fields.ts';
import { setField } from './set-field.ts';

const MQTT_CLIENT =
  /^(?:Bad socket read\/write on client|Socket error on client|Outgoing messages are being dropped for client|Client) (?!connection |id=)(\S{1,255}?)(?: \[([^\]\s]{3,60})\])?(?:[:,.]? (?:has exceeded|closed its|disconnected|already connected|disconnecting|has been|:)|\.$|: )/;
const MQTT_NEW = /\bNew (?:client connected|bridge connected) from (\S{2,60}) as (\S{1,255}) \(/;
const MQTT_ID = /\bclient_?id[:=] ?"?([^\s,"')\]]{1,255})|client \{\[\],<<"([^"]{1,255})">>\}/i;
const GROUP =
  /\b(?:[Gg]roup|groupId|group\.id|group_id)(?: \(|[ :=]{1,2}['"]?)([\w.-]{2,249})(?=[,\s)\]'"]|$)/;
const MEMBER = /\b[Mm]ember (?:id )?([\w.-]{8,300}?)(?=[,\s)]|$)/;
const REDIS = /\baddr=(\S{3,60}) .{0,60}?\bname=(\S{0,120})/;
const MYSQL = /to db: '([^']{0,64})' user: '([^']{0,80})' host: '([^']{0,255})'/;
const NATS_NAME = /\bcid:\d+ - "([^"]{1,120})"/;
/** The class that wrote it stands in parentheses behind the message, as Kafka's brokers have it. */
const LOGGER = /^(?:[a-z]\w*\.){2,8}[A-Z]\w*$/;
const NOT_GROUPS =
  /^(?:in|has|is|coordinator|with|id|because|for|and|leader|instance|to|by|generation|the|state)$/i;

/** Reads the names that MQTT brokers, Kafka, Redis, NATS and MySQL give their clients. */
export function otherBrokers(text: string, fields: Record<string, FieldValue>): void {
  if (text.includes('lient')) mqtt(text, fields);
  if (/[Gg]roup|[Mm]ember/.test(text)) {
    const group = GROUP.exec(text)?.[1] ?? /\bgroup (\S{2,249}) has failed/.exec(text)?.[1];
    if (group !== undefined && !NOT_GROUPS.test(group) && !LOGGER.test(group))
      setField(fields, 'group', group);
    const member = MEMBER.exec(text)?.[1];
    if (member !== undefined && /[-\d]/.test(member)) setField(fields, 'member', member);
  }
  if (text.includes('addr=')) {
    const found = REDIS.exec(text);
    setField(fields, 'client', found?.[1]);
    setField(fields, 'clientName', found?.[2]);
  }
  if (text.includes("to db: '")) {
    const found = MYSQL.exec(text);
    setField(fields, 'database', found?.[1]);
    setField(fields, 'user', found?.[2]);
    setField(fields, 'client', found?.[3]);
  }
  if (text.includes('cid:')) setField(fields, 'clientName', NATS_NAME.exec(text)?.[1]);
}

function mqtt(text: string, fields: Record<string, FieldValue>): void {
  const connected = MQTT_NEW.exec(text);
  if (connected) {
    setField(fields, 'client', connected[1]);
    setField(fields, 'clientName', connected[2]);
    return;
  }
  const client = MQTT_CLIENT.exec(text);
  setField(fields, 'clientName', client?.[1]);
  setField(fields, 'client', client?.[2]);
  const id = MQTT_ID.exec(text);
  setField(fields, 'clientName', id?.[1] ?? id?.[2]);
}
