import { describe, expect, it } from "vitest";
import { mediaAddress } from "./media-address.ts";

const from = new URL("http://127.0.0.1:9000/ex/confluence/1/wiki/rest/api/content/1/download");

describe("mediaAddress", () => {
  it.each([
    ["https://api.media.atlassian.com/file/1/binary?token=x", "https://api.media.atlassian.com/file/1/binary?token=x"],
    ["/wiki/download/1", "http://127.0.0.1:9000/wiki/download/1"],
    ["http://127.0.0.1:9000/wiki/download/1", "http://127.0.0.1:9000/wiki/download/1"],
    ["https://8.8.8.8/x", "https://8.8.8.8/x"],
  ])("takes %s", (location, url) => {
    expect(mediaAddress(location, from).href).toBe(url);
  });

  it.each([
    "http://api.media.atlassian.com/file/1",
    "http://127.0.0.1:9001/wiki/download/1",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://10.1.2.3/x",
    "https://169.254.169.254/latest/meta-data",
    "https://192.168.0.1./x",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://localhost/x",
    "https://metadata.google.internal/x",
    "https://printer.local/x",
    "https://intranet/x",
    "https://user:secret@example.com/x",
    "file:///etc/passwd",
    "data:text/plain,x",
    "https://",
  ])("refuses %s", (location) => {
    expect(() => mediaAddress(location, from)).toThrow(expect.objectContaining({ code: "upstream_error" }));
  });
});
