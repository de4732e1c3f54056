/** What CloudFormation sends to the function behind a custom resource (template reference, "Custom resource request objects"). */
export interface CustomResourceEvent {
  RequestType: 'Create' | 'Update' | 'Delete';
  ResponseURL: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  PhysicalResourceId?: string;
}

/** CloudFormation waits an hour for an answer that does not come, so a failed one is tried again. */
const TRIES = 3;
const TIMEOUT_MS = 10_000;

/** Answers CloudFormation: done, or why not. The resource keeps its id, so that an update never replaces it. */
export async function answerCustomResource(event: CustomResourceEvent, failure?: string): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = LogicalResourceId } = event;
  const answer = {
    Status: failure === undefined ? 'SUCCESS' : 'FAILED',
    ...(failure === undefined ? {} : { Reason: failure }),
    PhysicalResourceId,
    StackId,
    RequestId,
    LogicalResourceId,
  };
  for (let tries = 1; ; tries++) {
    const sent = await fetch(event.ResponseURL, {
      method: 'PUT',
      // The address is signed for a request without a content type.
      headers: { 'content-type': '' },
      body: JSON.stringify(answer),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: Error) => error);
    if (!(sent instanceof Error) && sent.ok) return;
    if (tries === TRIES)
      throw new Error('CloudFormation did not take the answer', {
        cause: sent instanceof Error ? sent : sent.status,
      });
  }
}
