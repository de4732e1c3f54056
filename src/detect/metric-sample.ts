/**
 * Whether a text is one sample of a metric, in Prometheus' text format (`haproxy_backend_limit_sessions{proxy="mq"} 3273`) or as Envoy's
 * `/stats` prints it (`cluster.orders.upstream_cx_protocol_error: 0`): a name with an underscore, labels in braces or none, and a number.
 */
export function isMetricSample(text: string): boolean {
  const sample = text.trim();
  const nameEnd = Array.from(sample).findIndex((letter) => !isOfName(letter));
  const name = sample.slice(0, nameEnd);
  if (nameEnd < 0 || !name.includes('_')) return false;
  const labelsEnd = sample[nameEnd] === '{' ? sample.lastIndexOf('}') + 1 : nameEnd;
  const value = sample.slice(labelsEnd).trim();
  return labelsEnd > 0 && value !== '' && value.split(' ').every((one) => Number.isFinite(Number(one)));
}

function isOfName(letter: string): boolean {
  const lower = letter.toLowerCase();
  return (
    (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') || OTHERS_OF_NAME.includes(letter)
  );
}

const OTHERS_OF_NAME = '_:.-';
