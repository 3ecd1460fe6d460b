import { describe, expect, it } from "vitest";
import { readClientDocument, readPublicDocument } from "./client-document.ts";

const id = "https://client.example/metadata.json";
const saying = (document: object) => async () => JSON.stringify(document);

describe("client metadata documents", () => {
  it("describe the client whose id is their address", async () => {
    const document = {
      client_id: id,
      client_name: "Client",
      redirect_uris: ["https://client.example/cb", "javascript:x"],
    };
    await expect(readClientDocument(id, saying(document))).resolves.toMatchObject({
      id,
      name: "Client",
      redirectUris: ["https://client.example/cb"],
    });
  });

  it.each([
    ["is about another client", saying({ client_id: "https://other.example/x", redirect_uris: ["https://a.example"] })],
    ["names no address to go back to", saying({ client_id: id })],
    ["is not JSON", async () => "<html>"],
    ["cannot be read", async () => Promise.reject(new Error("no"))],
  ])("are refused when the document %s", async (_name, read) => {
    await expect(readClientDocument(id, read)).rejects.toMatchObject({ code: "invalid_client" });
  });

  it("are refused at an address without a path", async () => {
    await expect(readClientDocument("https://client.example/", saying({}))).rejects.toThrow(/path/);
  });

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.1",
  ])("are not read from the inner address %s", async (address) => {
    const host = address.includes(":") ? `[${address}]` : address;
    await expect(readPublicDocument(`https://${host}/x`)).rejects.toThrow(/inner network/);
  });

  it("are not read from a name of an inner address", async () => {
    await expect(readPublicDocument("https://localhost/x")).rejects.toThrow(/inner network/);
  });
});
