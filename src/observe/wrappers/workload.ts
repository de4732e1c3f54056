import type { Workload } from '../../model/workload.ts';

/**
 * `<pod>_<namespace>_<container>-<id>.log`, as the kubelet links the logs of containers (kubernetes/kubernetes,
 * pkg/kubelet/kuberuntime/legacy.go, logSymlink).
 */
const CONTAINER_LOG =
  /^([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9-]{1,63})_([a-z0-9-]{1,63})-[0-9a-f]{64}(?:\.log)?$/;
/** RFC 1123, as Kubernetes takes them for names. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const FOLDER = 'containers.';
const MOST_LABELS = 64;
const LONGEST_LABEL = 317; // a prefix of 253, a slash, a name of 63

type Json = Record<string, unknown>;

/** The container that a log stream is of, where it is named after the container's file, as Fluent Bit for EKS does. */
export function workloadOfStream(logStream: string): Workload | undefined {
  const plain = logStream.replaceAll('/', '.');
  const folder = plain.lastIndexOf(FOLDER);
  const found = CONTAINER_LOG.exec(folder < 0 ? plain : plain.slice(folder + FOLDER.length));
  const [, pod, namespace, container] = found ?? [];
  return pod && namespace && container ? { namespace, pod, container } : undefined;
}

/**
 * The container that a shipper says a JSON record is of: `kubernetes` of Fluent Bit and Fluentd
 * (docs.fluentbit.io, filters/kubernetes), Vector (kubernetes_logs) and Filebeat (add_kubernetes_metadata), or the resource's
 * attributes of OpenTelemetry (semantic conventions, k8s).
 */
export function workloadOfRecord(message: string): Workload | undefined {
  if (message.charCodeAt(0) !== 123 || !(message.includes('"kubernetes"') || message.includes('"k8s.')))
    return undefined;
  const record = parsed(message);
  const { kubernetes, resource } = record;
  if (isObject(kubernetes)) return ofShipper(kubernetes);
  const attributes =
    isObject(resource) && isObject(resource['attributes']) ? resource['attributes'] : resource;
  return workloadOfAttributes(isObject(attributes) ? attributes : record);
}

/** The container that attributes of a resource name (`k8s.pod.name` and so on). */
export function workloadOfAttributes(attributes: Json): Workload | undefined {
  const labels = Object.entries(attributes).flatMap(([key, value]) => {
    const prefix = LABEL_PREFIXES.find((one) => key.startsWith(one));
    return prefix ? [[key.slice(prefix.length), value] as const] : [];
  });
  return toWorkload({
    namespace: attributes['k8s.namespace.name'],
    pod: attributes['k8s.pod.name'],
    container: attributes['k8s.container.name'],
    labels: Object.fromEntries(labels),
  });
}

/** The second is what the collector's k8sattributes processor wrote before the convention. */
const LABEL_PREFIXES = ['k8s.pod.label.', 'k8s.pod.labels.'];

function ofShipper(kubernetes: Json): Workload | undefined {
  const { pod, container, namespace } = kubernetes;
  const nested = isObject(pod) ? pod : {};
  return toWorkload({
    namespace: kubernetes['namespace_name'] ?? kubernetes['pod_namespace'] ?? namespace,
    pod: kubernetes['pod_name'] ?? nested['name'],
    container: kubernetes['container_name'] ?? (isObject(container) ? container['name'] : undefined),
    labels: kubernetes['labels'] ?? kubernetes['pod_labels'] ?? nested['labels'],
  });
}

function toWorkload({ namespace, pod, container, labels }: Json): Workload | undefined {
  if (!isName(namespace) || !isName(pod)) return undefined;
  const known = isObject(labels) ? Object.entries(labels).filter(isLabel).slice(0, MOST_LABELS) : [];
  return {
    namespace,
    pod,
    ...(isName(container) ? { container } : {}),
    ...(known.length > 0 ? { labels: Object.fromEntries(known) } : {}),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

function isLabel(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry;
  return name.length <= LONGEST_LABEL && typeof value === 'string' && value.length <= 63;
}

function parsed(message: string): Json {
  try {
    const value: unknown = JSON.parse(message);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
