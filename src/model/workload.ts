/** A container of a pod, as Kubernetes names it. */
export interface Workload {
  namespace: string;
  pod: string;
  container?: string;
  /** Of the pod. */
  labels?: Readonly<Record<string, string>>;
}
