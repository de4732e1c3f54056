/** One node of a cluster on which a cause shows. */
export interface NodeShowing {
  /** What it calls itself, else its machine, else the part of its input's name by which it differs. */
  node: string;
  /** Records, at least: those of the signal that shows most. */
  count: number;
  /** Epoch milliseconds, by the node's own clock; absent where its records bear no time. */
  firstMs?: number;
  /** Other nodes that it says it lost. */
  lost?: readonly string[];
}

/** What the evidence of several nodes of one product says of a cause. */
export interface ClusterView {
  /** The first ones first. */
  showing: readonly NodeShowing[];
  /** Nodes with records of that time, none of which shows it. */
  quiet: readonly string[];
  /** Nodes without records of that time. */
  unknown: readonly string[];
  /** One node lost the other, which gives evidence too and does not say so. */
  oneSided: readonly { node: string; lost: string }[];
}
