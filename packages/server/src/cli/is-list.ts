/** Whether all are meant: nothing was named, or `list` was said as for commands that have it as a subcommand. */
export const isList = (id: string | undefined): id is "list" | undefined => id === undefined || id === "list";
