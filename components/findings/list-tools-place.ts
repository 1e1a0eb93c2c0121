/** Where the findings page keeps room for the tools of its list. */
export const listToolsId = "findings-tools";
