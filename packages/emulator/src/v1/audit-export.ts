import { crc32, deflateRawSync } from "node:zlib";
import type { AuditRecord } from "../content/audit.ts";

const columns: readonly (readonly [string, (record: AuditRecord) => string])[] = [
  ["Author", ({ authorName }) => authorName],
  ["Author Account ID", ({ authorId }) => authorId ?? ""],
  ["Date", ({ at }) => new Date(at).toISOString()],
  ["Category", ({ category }) => category],
  ["Summary", ({ summary }) => summary],
  ["Description", ({ description }) => description],
  ["Affected Object", ({ affectedObject }) => affectedObject.name],
  ["Affected Object Type", ({ affectedObject }) => affectedObject.objectType],
  ["IP Address", ({ remoteAddress }) => remoteAddress],
  [
    "Changed Values",
    ({ changedValues }) =>
      changedValues.map(({ name, oldValue, newValue }) => `${name}: ${oldValue} -> ${newValue}`).join("; "),
  ],
  [
    "Associated Objects",
    ({ associatedObjects }) => associatedObjects.map(({ name, objectType }) => `${objectType}: ${name}`).join("; "),
  ],
];

/** Quoted where it must be; a leading sign that a spreadsheet would run as a formula is kept from doing so. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The audit log as CSV (RFC 4180), with a line of headings. */
export function auditCsv(records: readonly AuditRecord[]): string {
  const lines = [columns.map(([heading]) => heading), ...records.map((record) => columns.map(([, of]) => of(record)))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** A ZIP archive with one file in it. Layout: .ZIP File Format Specification (APPNOTE), sections 4.3.7 to 4.3.16. */
export function zipOf(fileName: string, content: Uint8Array, at: number): Uint8Array {
  const name = Buffer.from(fileName);
  const packed = deflateRawSync(content);
  const date = new Date(at);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt16LE(time, 6);
  facts.writeUInt16LE(day, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts, name, packed]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
