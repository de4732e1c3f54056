/**
 * Whether a text is one sample in Prometheus' text format, such as `haproxy_backend_limit_sessions{proxy="mq"} 3273`: a name with an
 * underscore, labels in braces or none, and a number.
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
  return (
    (letter >= 'a' && letter <= 'z') || letter === '_' || letter === ':' || (letter >= '0' && letter <= '9')
  );
}
