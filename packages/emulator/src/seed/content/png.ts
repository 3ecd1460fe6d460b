import { randomFrom } from "./stable-ids.ts";

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = (CRC[(c ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; i++) {
    a = (a + (bytes[i] ?? 0)) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Stored (uncompressed) deflate: the same bytes on every version of zlib. */
function stored(data: Uint8Array): Buffer {
  const head = Buffer.from([0x78, 0x01, 0x01, 0, 0, 0, 0]);
  head.writeUInt16LE(data.length, 3);
  head.writeUInt16LE(~data.length & 0xffff, 5);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(adler32(data));
  return Buffer.concat([head, data, tail]);
}

const WIDTH = 48;
const HEIGHT = 32;

function header(): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(WIDTH, 0);
  size.writeUInt32BE(HEIGHT, 4);
  size.set([2, 3, 0, 0, 0], 8);
  return size;
}

const HEAD = Buffer.concat([
  Buffer.from("89504e470d0a1a0a", "hex"),
  chunk("IHDR", header()),
  chunk("PLTE", Buffer.from("f4f9fb0b6e998c6d46c0392b", "hex")),
]);
const END = chunk("IEND", new Uint8Array());

/** A hydrograph of 48 × 32 pixels in four colours as a PNG file in base64; its line depends on `seed` only. */
export function chartPng(seed: string): string {
  const random = randomFrom(seed);
  const stride = 1 + WIDTH / 4;
  const pixels = new Uint8Array(stride * HEIGHT);
  const set = (x: number, y: number, colour: number) => {
    const at = y * stride + 1 + (x >> 2);
    pixels[at] = (pixels[at] ?? 0) | (colour << (6 - 2 * (x & 3)));
  };
  const peak = Math.floor(random() * WIDTH);
  const height = 8 + random() * 16;
  for (let x = 0; x < WIDTH; x++) {
    const distance = x < peak ? (peak - x) / 4 : (x - peak) / 14;
    const level = 4 + height * Math.exp(-distance) + random() * 1.5;
    for (let y = HEIGHT - Math.round(level); y < HEIGHT; y++) set(x, Math.max(0, y), 1);
  }
  return Buffer.concat([HEAD, chunk("IDAT", stored(pixels)), END]).toString("base64");
}
