import type { Property } from "../state/records.ts";
import { versionJson } from "./json.ts";

export const contentPropertyJson = ({ id, key, value, version }: Property) => ({
  id: String(id),
  key,
  value,
  version: versionJson(version),
});
