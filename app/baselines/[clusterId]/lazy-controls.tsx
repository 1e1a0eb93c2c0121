"use client";

import { onDemand } from "../../../components/ui/on-demand.tsx";

/** Of the four tabs two need a script of their own: it comes with them, and with no other. */
export const YamlEditor = onDemand(() => import("./yaml-editor.tsx").then((module) => module.YamlEditor));

export const RestoreVersion = onDemand(() => import("./restore-version.tsx").then((module) => module.RestoreVersion));
