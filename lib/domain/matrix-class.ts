import type { Component } from "./check.ts";
import { type MatrixClass, matrixClasses } from "./views/matrix-view.ts";
import { type PortSection, portSection } from "./well-known-ports.ts";

/** Ports that serve what the kubelet knows to anyone who asks, a class of their own in the matrix. */
export const readOnlyPorts: readonly number[] = [4194, 10255];

/** The class of a section of ports; the kubelet's is in two. */
export function matrixClassOfSection(section: PortSection): MatrixClass {
  return section === "nodeport" ? "node-port" : section;
}

/** Ports lie in the column of their section, the legacy read-only ones apart from the kubelet's own. */
export function matrixClassOf(port: number): MatrixClass {
  return readOnlyPorts.includes(port) ? "read-only" : matrixClassOfSection(portSection(port));
}

/** Where a finding without a port stands: with the ports of the component that it is about. */
export const classOfComponent: Readonly<Record<Component, MatrixClass>> = {
  kubelet: "kubelet",
  etcd: "etcd",
  "api-server": "api-server",
  "controller-manager": "control-plane",
  scheduler: "control-plane",
  "kube-proxy": "other",
  nodeport: "node-port",
  service: "node-port",
  "host-port": "other",
  "network-policy": "other",
  rbac: "other",
  certificate: "other",
  cni: "other",
  other: "other",
};

const isComponent = (component: string): component is Component => Object.hasOwn(classOfComponent, component);

/** A finding stands where its port is, whatever it is about; without a port, with its component. */
export function matrixClassOfFinding({ port, component }: { port: number | null; component: string }): MatrixClass {
  if (port !== null) return matrixClassOf(port);
  return isComponent(component) ? classOfComponent[component] : "other";
}

/** Place of a class in a row of the matrix. */
export function matrixColumn(name: MatrixClass): number {
  return matrixClasses.indexOf(name);
}
