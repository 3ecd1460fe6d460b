import { flush } from "./flush.ts";
import type { Handler } from "./handler.ts";
import { closeTable, closeTableCell, openRow, openTable, openTableCell } from "./table.ts";

const MAX_TABLES = 6;

export const table: Handler = {
  enter(w, node) {
    flush(w);
    w.heading = 0;
    w.flow.push(node);
    // Tables in tables in tables are shown as the text of the cell they stand in.
    const shown = w.tables.length < MAX_TABLES;
    if (shown) openTable(w, node);
    w.exits.push(shown ? "block" : "plain");
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
    if (w.exits.pop() === "block") closeTable(w);
  },
};

export const row: Handler = {
  enter(w, node) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined && !state.inCell) {
      flush(w);
      openRow(state, node);
    }
    return true;
  },
};

export const cell = (header: boolean): Handler => ({
  enter(w, node) {
    const state = w.tables[w.tables.length - 1];
    flush(w);
    w.flow.push(node);
    if (state !== undefined && !state.inCell) {
      openTableCell(w, state, node, header);
      w.exits.push("cell");
    } else w.exits.push("plain");
    return true;
  },
  leave(w) {
    flush(w);
    w.flow.pop();
    const state = w.tables[w.tables.length - 1];
    if (w.exits.pop() === "cell" && state !== undefined) closeTableCell(state);
  },
});

export const head: Handler = {
  enter(w) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined) state.inHead = true;
    return true;
  },
  leave(w) {
    const state = w.tables[w.tables.length - 1];
    if (state !== undefined) state.inHead = false;
  },
};
