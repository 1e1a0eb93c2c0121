/** What stands around a term or a port number that is explained where one points. */
export const hoverCard = {
  why: "Why it matters",
  reach: "Who should reach it",
  risk: "If others reach it",
  termMore: "In the glossary",
  portMore: (port: number) => `All about port ${port}`,
  portUnknown: "Not in the port reference: what listens there is somebody's own.",
  more: (entries: number) => `and ${entries} more`,
  failed: "What this means could not be read just now.",
  label: "Explanation",
} as const;
