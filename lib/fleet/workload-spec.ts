/** A Deployment, DaemonSet or StatefulSet with what its pods are like. */
export interface WorkloadSpec {
  kind: "Deployment" | "DaemonSet" | "StatefulSet";
  namespace: string;
  name: string;
  image: string;
  /** Of the pods; `app` or the like. */
  labels: Record<string, string>;
  container?: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value: string }[];
  serviceAccount?: string;
  hostNetwork?: boolean;
  privileged?: boolean;
  priorityClass?: string;
  ports?: PodPort[];
  /** Of a Deployment or StatefulSet; 1 when not given. */
  replicas?: number;
  /** Workers when not given; numbers are workers counted from 1. */
  on?: "all" | "workers" | "control-planes" | number[];
  createdAt?: Date;
  /** Labels and annotations of the controller itself. */
  own?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  /** Index in the pod network; derived from the name when not given. */
  podIndex?: number;
}

export interface PodPort {
  name?: string;
  containerPort: number;
  hostPort?: number;
  hostIP?: string;
  protocol?: "TCP" | "UDP";
}
