import { durationSec } from './duration.ts';
import { plainNumber, sizeBytes, switchValue } from './parse-value.ts';
import type { Setting } from './setting.ts';

type Parse = (text: string) => number | undefined;

interface Known {
  name: string;
  parse: Parse;
  product?: string;
}

function seconds(text: string): number | undefined {
  return durationSec(text, 's');
}

/** PostgreSQL and RabbitMQ count these in milliseconds when no unit is written. */
function milliseconds(text: string): number | undefined {
  const sec = durationSec(text, 'ms');
  return sec === undefined ? undefined : Math.round(sec * 1000);
}

/** Keys of rabbitmq.conf, my.cnf and postgresql.conf, as their reference pages spell them. */
const KEYS: ReadonlyMap<string, Known> = new Map(
  Object.entries({
    heartbeat: { name: 'heartbeat', parse: seconds },
    'disk_free_limit.absolute': { name: 'disk_free_limit', parse: sizeBytes, product: 'rabbitmq' },
    'disk_free_limit.relative': {
      name: 'disk_free_limit_mem_relative',
      parse: plainNumber,
      product: 'rabbitmq',
    },
    'vm_memory_high_watermark.relative': {
      name: 'vm_memory_high_watermark',
      parse: plainNumber,
      product: 'rabbitmq',
    },
    'vm_memory_high_watermark.absolute': {
      name: 'vm_memory_high_watermark_bytes',
      parse: sizeBytes,
      product: 'rabbitmq',
    },
    consumer_timeout: { name: 'consumer_timeout', parse: plainNumber, product: 'rabbitmq' },
    handshake_timeout: { name: 'handshake_timeout', parse: plainNumber, product: 'rabbitmq' },
    channel_max: { name: 'channel_max', parse: plainNumber, product: 'rabbitmq' },
    connection_max: { name: 'connection_max', parse: plainNumber, product: 'rabbitmq' },
    'tcp_listen_options.keepalive': { name: 'keepalive', parse: switchValue, product: 'rabbitmq' },
    wait_timeout: { name: 'wait_timeout', parse: seconds, product: 'mysql' },
    idle_in_transaction_session_timeout: {
      name: 'idle_in_transaction_session_timeout',
      parse: milliseconds,
      product: 'postgresql',
    },
    max_connections: { name: 'max_connections', parse: plainNumber },
    max_keepalive: { name: 'max_keepalive', parse: plainNumber, product: 'mosquitto' },
  }),
);
const HAPROXY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    client: 'timeout_client_sec',
    server: 'timeout_server_sec',
    tunnel: 'timeout_tunnel_sec',
  }),
);
const KEY_VALUE = /^\s*["']?([A-Za-z][\w.-]{2,60})["']?\s{0,30}[=:]\s{0,30}(\S.{0,200})$/;

function keyValue(text: string): Setting | undefined {
  const found = KEY_VALUE.exec(text);
  const known = KEYS.get((found?.[1] ?? '').toLowerCase().replaceAll('-', '_'));
  const written = (found?.[2] ?? '').replace(/[,;]$/, '').trim();
  const value = known?.parse(written);
  if (!known || value === undefined) return undefined;
  return { name: known.name, value, text: written, ...(known.product && { product: known.product }) };
}

/** HAProxy counts a bare number in milliseconds (configuration manual, "Time format"). */
function haproxy(text: string): Setting | undefined {
  const timeout = /^\s*timeout\s+(client|server|tunnel)\s+(\d+\w{0,2})\s*$/.exec(text);
  const name = HAPROXY.get(timeout?.[1] ?? '');
  const value = durationSec(timeout?.[2] ?? '', 'ms');
  if (name && value !== undefined) return { name, value, text: timeout?.[2] ?? '', product: 'haproxy' };
  const option = /^\s*(no )?option\s+(?:clitcpka|srvtcpka|tcpka)\s*$/.exec(text);
  return option
    ? { name: 'keepalive', value: option[1] ? 0 : 1, text: text.trim(), product: 'haproxy' }
    : undefined;
}

function nginx(text: string): Setting | undefined {
  const timeout = /^\s*proxy_timeout\s+(\d+\w{0,2})\s*;/.exec(text);
  const value = durationSec(timeout?.[1] ?? '', 's');
  if (value !== undefined)
    return { name: 'proxy_timeout', value, text: timeout?.[1] ?? '', product: 'nginx' };
  const listen = /^\s*listen\s[^;]{1,200}\bso_keepalive=(on|off)\b/.exec(text);
  return listen
    ? { name: 'keepalive', value: listen[1] === 'on' ? 1 : 0, text: listen[1] ?? '', product: 'nginx' }
    : undefined;
}

function mosquitto(text: string): Setting | undefined {
  const cap = /^\s*max_keepalive\s+(\d{1,6})\s*$/.exec(text);
  return cap
    ? { name: 'max_keepalive', value: Number(cap[1]), text: cap[1] ?? '', product: 'mosquitto' }
    : undefined;
}

/** Azure counts its balancer's idle limit in minutes, in annotations and templates; Envoy writes a duration with its unit. */
function otherBalancer(text: string): Setting | undefined {
  const azure =
    /(?:azure-load-balancer-tcp-idle-timeout|idleTimeoutInMinutes|idle_timeout_in_minutes)["']?\s{0,20}[:=]\s{0,20}["']?(\d{1,4})\b/.exec(
      text,
    )?.[1];
  if (azure)
    return { name: 'idle_timeout_sec', value: Number(azure) * 60, text: `${azure} min`, product: 'azure' };
  const envoy = /^\s*idle_timeout:\s{1,20}["']?(\d{1,9}(?:\.\d{1,9})?s)["']?\s*$/.exec(text)?.[1];
  const value = durationSec(envoy ?? '', 's');
  return envoy && value ? { name: 'idle_timeout_sec', value, text: envoy, product: 'envoy' } : undefined;
}

/** The idle limit of an AWS balancer in Terraform and in Kubernetes annotations; seconds. */
function loadBalancer(text: string): Setting | undefined {
  const found =
    /(?:aws-load-balancer-connection-idle-timeout|(?<![\w.])tcp[._]idle_timeout[._]seconds|idle_timeout\.timeout_seconds)["']?\s{0,20}[:=]\s{0,20}["']?(\d{1,6})\b/.exec(
      text,
    );
  return found
    ? { name: 'idle_timeout_sec', value: Number(found[1]), text: found[1] ?? '', product: 'aws' }
    : undefined;
}

/**
 * The setting that one line of a server's configuration file puts in force: rabbitmq.conf, my.cnf, postgresql.conf,
 * mosquitto.conf, haproxy.cfg, nginx, and idle limits of balancers at AWS and Azure and of Envoy. Comments must be off already.
 */
export function configLineSetting(text: string): Setting | undefined {
  if (text.length > 1000) return undefined;
  return (
    haproxy(text) ??
    nginx(text) ??
    mosquitto(text) ??
    loadBalancer(text) ??
    otherBalancer(text) ??
    keyValue(text)
  );
}
