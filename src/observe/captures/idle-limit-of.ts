/** What ends or forgets a connection that is idle for so long, by default. */
interface IdleLimit {
  sec: number;
  of: string;
  /** It closes the connection itself, so that no packet ever finds it gone. */
  closes?: true;
}

/**
 * Defaults of what stands between two ends, and of servers. Sources: docs.aws.amazon.com (update-idle-timeout, nat-gateway-troubleshooting,
 * API_FlowTimeouts), learn.microsoft.com (load-balancer-tcp-idle-timeout), cloud.google.com (compute troubleshooting, Cloud NAT), IPVS
 * ip_vs_proto_tcp.c, Debian's /etc/haproxy/haproxy.cfg, nginx ngx_stream_proxy_module, Kafka's ConsumerConfig, MySQL's mysql_com.h.
 */
const LIMITS: readonly IdleLimit[] = [
  { sec: 50, of: "HAProxy with Debian's timeouts", closes: true },
  { sec: 60, of: 'AWS Application and Classic Load Balancers', closes: true },
  { sec: 240, of: 'Azure Load Balancer and NAT' },
  { sec: 350, of: 'AWS Network Load Balancer, NAT gateway and Network Firewall' },
  { sec: 600, of: "nginx's proxy_timeout and Kafka's brokers", closes: true },
  { sec: 600, of: "GCP's VPC firewall" },
  { sec: 900, of: 'IPVS (kube-proxy, keepalived)' },
  { sec: 1200, of: 'GCP Cloud NAT' },
  { sec: 3600, of: 'Cisco ASA' },
  { sec: 28_800, of: "MySQL's wait_timeout", closes: true },
];

const LATE_SEC = 2;
const LATE_SHARE = 0.01;
/** A packet that comes longer after an entry was forgotten does not tell by which limit. */
const FOUND_GONE_SHARE = 0.25;

/** Whose limit a server's end closed at, or whatever stands before it: the silence is as long as the limit, or a little longer. */
export function limitOfClose(silenceSec: number): string | undefined {
  return named(LIMITS.filter(({ sec }) => isWithin(silenceSec, sec, Math.max(LATE_SEC, sec * LATE_SHARE))));
}

/** Whose limit had run out when a packet after a silence met an RST or nothing: the longest one that is not much shorter. */
export function limitOfWake(silenceSec: number): string | undefined {
  const forgot = LIMITS.filter(
    ({ sec, closes }) => !closes && isWithin(silenceSec, sec, sec * FOUND_GONE_SHARE),
  );
  return named(forgot.slice(-1));
}

function isWithin(silenceSec: number, sec: number, lateSec: number): boolean {
  return silenceSec >= sec && silenceSec - sec <= lateSec;
}

function named(limits: readonly IdleLimit[]): string | undefined {
  const [first] = limits;
  return first && `${limits.map(({ of }) => of).join(', ')} (${first.sec} s)`;
}
