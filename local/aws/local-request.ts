/** A request to the local host, read whole; header names in lower case. */
export interface LocalRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Its answer. Status 0 closes the connection without one. */
export interface LocalAnswer {
  status: number;
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}
