import { fleetPorts as de } from "./de/fleet-ports.ts";
import { fleetPorts as en } from "./en/fleet-ports.ts";
import { inLanguage } from "./language.ts";

export const fleetPorts = inLanguage({ en, de });
