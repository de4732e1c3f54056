import * as z from 'zod';

/** A value of any kind as plain JSON; 64-bit integers are decimal strings, as protobuf's JSON writes them. */
export type PlainValue = string | number | boolean | null | PlainValue[] | { [key: string]: PlainValue };

/** How deep values may lie in one another. */
const DEEPEST = 16;

/** `AnyValue` and `KeyValue` of opentelemetry-proto (opentelemetry/proto/common/v1/common.proto), in JSON. */
interface AnyValue {
  stringValue?: string | undefined;
  boolValue?: boolean | undefined;
  intValue?: string | number | undefined;
  doubleValue?: string | number | undefined;
  bytesValue?: string | undefined;
  arrayValue?: { values?: AnyValue[] | undefined } | undefined;
  kvlistValue?: { values?: KeyValue[] | undefined } | undefined;
}

interface KeyValue {
  key: string;
  value?: AnyValue | null | undefined;
}

const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: z.union([z.string(), z.number()]).optional(),
    doubleValue: z.union([z.string(), z.number()]).optional(),
    bytesValue: z.string().optional(),
    arrayValue: z.object({ values: z.array(anyValue).optional() }).optional(),
    kvlistValue: z.object({ values: z.array(keyValue).optional() }).optional(),
  }),
);
const keyValue: z.ZodType<KeyValue> = z.object({ key: z.string(), value: anyValue.nullish() });

/** A fixed64: a decimal string, or a number. */
const nanos = z.union([z.string(), z.number()]).optional();

const logRecord = z.object({
  timeUnixNano: nanos,
  observedTimeUnixNano: nanos,
  severityNumber: z.number().int().optional(),
  severityText: z.string().optional(),
  body: anyValue.nullish(),
  attributes: z.array(keyValue).default([]),
});

/**
 * `ExportLogsServiceRequest` (opentelemetry/proto/collector/logs/v1/logs_service.proto) in the JSON of OTLP: lowerCamelCase keys,
 * unknown ones ignored.
 */
export const exportLogsRequest = z.object({
  resourceLogs: z
    .array(
      z.object({
        resource: z.object({ attributes: z.array(keyValue).default([]) }).optional(),
        scopeLogs: z
          .array(
            z.object({
              scope: z.object({ name: z.string().optional() }).optional(),
              logRecords: z.array(logRecord).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

/** A log record as it was sent. */
export type OtlpRecord = z.output<typeof logRecord>;

/** A value as plain JSON; what lies too deep is left out. */
export function plainValue(value: AnyValue | null | undefined, depth = 0): PlainValue {
  if (!value || depth > DEEPEST) return null;
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (arrayValue) return (arrayValue.values ?? []).map((one) => plainValue(one, depth + 1));
  if (kvlistValue) return plainMap(kvlistValue.values ?? [], depth + 1);
  return stringValue ?? boolValue ?? intValue ?? doubleValue ?? bytesValue ?? null;
}

/** Attributes as an object. */
export function plainMap(values: readonly KeyValue[], depth = 0): { [key: string]: PlainValue } {
  return Object.fromEntries(values.map(({ key, value }) => [key, plainValue(value, depth)]));
}
