import type { Parameter } from "../http/parameters.ts";
import { wrongContentId } from "../http/refusal.ts";

/** Attachments are addressed as `att123`; the digits alone are understood too. Error text: a recorded answer. */
export const attachmentId = (): Parameter<number | undefined> => ({
  read: ([value], name) => {
    if (value === undefined) return undefined;
    const digits = /^(?:att)?(\d{1,19})$/.exec(value)?.[1];
    if (digits === undefined) throw wrongContentId(value, name);
    return Number(digits);
  },
});
