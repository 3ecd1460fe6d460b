import type { Entry } from "./entry.ts";
import * as m from "./markup.ts";
import { doc, inline } from "./notation.ts";
import { hash32 } from "./stable-ids.ts";

/** A block of Modbus registers of the Burrow 4: eight inputs share one layout, the rest exists once. */
type Block = { name: string; base: number; intro: string; registers: Register[] };
type Register = [
  name: string,
  type: "u16" | "i16" | "u32" | "i32" | "f32" | "bits",
  unit: string,
  meaning: string,
  more?: Bits,
];
type Bits = [bit: string, meaning: string][];

const INPUT: Register[] = [
  ["VALUE_HI", "i32", "1/1000 unit", "Newest value. Read HI and LO in one request; a single read may mix two readings"],
  ["VALUE_TIME", "u32", "s", "Seconds since 2000-01-01 UTC of that value; seconds since boot while CLOCK_STATE is 0"],
  [
    "STATE",
    "bits",
    "",
    "What the input is doing",
    [
      ["0", "enabled"],
      ["1", "measuring now"],
      ["2", "value is provisional"],
      ["3", "jump seen (4.7 and later)"],
      ["4", "time-out in the last measurement"],
      ["5–15", "read as 0"],
    ],
  ],
  [
    "INTERVAL",
    "u16",
    "s",
    "Time between readings, 10 to 43,200. Written values are rounded down to a divisor of 86,400",
  ],
  ["FAST_INTERVAL", "u16", "s", "Time between readings while the rise is fast; 0 switches fast mode off"],
  ["FAST_RISE", "u16", "mm/10 min", "Rise that starts fast mode. Works on stage only"],
  ["WARM_UP", "u16", "ms", "Supply is switched on so long before the question. Heron 3 needs 150, Otter 1 needs 2,200"],
  ["ADDRESS", "u16", "", "SDI-12 address as its ASCII code, or Modbus address 1 to 247"],
  ["SCALE", "f32", "", "Factor applied before OFFSET. The value 0 is refused with exception 3"],
  ["OFFSET", "i32", "1/1000 unit", "Added after SCALE. This is *not* gauge zero: gauge zero lives in Headwater"],
  ["LOW_LIMIT", "i32", "1/1000 unit", "Below this the range flag is set"],
  ["HIGH_LIMIT", "i32", "1/1000 unit", "Above this the range flag is set"],
  ["ERRORS", "u16", "count", "Failed measurements since boot, stops at 65,535"],
  ["RETRIES", "u16", "count", "Repeated questions since boot; more than 2 % of readings means a bad cable"],
];

const SENSORS = [
  "Heron 3, SDI-12",
  "second level gauge or spare",
  "Otter, temperature",
  "Otter, conductivity",
  "Otter, dissolved oxygen",
  "Otter, pH",
  "Otter, turbidity",
  "rain gauge or free",
];

const SINGLE: Block[] = [
  {
    name: "Identity",
    base: 0,
    intro: "Never changes during the life of a box. Reading these is allowed at any time, also during a radio session.",
    registers: [
      ["MODEL", "u16", "", "0x0400 for Burrow 4, 0x0410 for revision D"],
      ["SERIAL", "u32", "", "Decimal serial as printed on the lid"],
      ["FIRMWARE", "u16", "", "Four hexadecimal digits, 0x0493 is 4.9.3"],
      ["BOOT_COUNT", "u16", "count", "Part of the key of each reading. Kept in FRAM"],
      ["UPTIME", "u32", "s", "Since the last boot"],
      [
        "LAST_RESET",
        "bits",
        "",
        "Why it started",
        [
          ["0", "power"],
          ["1", "watchdog"],
          ["2", "firmware update"],
          ["3", "return to the previous image"],
          ["4", "command from Sluice"],
          ["5", "button held for ten seconds"],
        ],
      ],
    ],
  },
  {
    name: "Supply",
    base: 40,
    intro: "Battery and panel. Values are means over the last minute.",
    registers: [
      ["BATTERY_MV", "u16", "mV", "3,300 to 3,680 in a healthy pack"],
      ["PANEL_MV", "u16", "mV", "0 when no panel is connected"],
      ["CHARGE_MA", "i16", "mA", "Negative while discharging"],
      ["ENERGY_DAY", "u32", "J", "Taken since midnight UTC"],
      ["LOW_SUPPLY_MV", "u16", "mV", "Below this only input 1 is measured. 3,350 as delivered"],
      [
        "SUPPLY_STATE",
        "bits",
        "",
        "State of the pack",
        [
          ["0", "low"],
          ["1", "too cold to charge (below 0 °C)"],
          ["2", "heater on"],
          ["3", "pack was changed, energy counter is zero"],
        ],
      ],
    ],
  },
  {
    name: "Clock",
    base: 80,
    intro: "The Burrow keeps UTC and knows nothing about zones, see ADR-002.",
    registers: [
      ["NOW", "u32", "s", "Seconds since 2000-01-01 UTC"],
      ["CLOCK_STATE", "u16", "", "0 not set since boot, 1 set by network, 2 set by hand, 3 set by satellite time"],
      ["DRIFT_PPM", "i16", "0.1 ppm", "Measured between the last two network times"],
      ["LAST_SET", "u32", "s", "When the clock was set"],
    ],
  },
  {
    name: "Radio",
    base: 120,
    intro: "The modem is off most of the time; these registers keep what was true in the last session.",
    registers: [
      ["RSRP", "i16", "dBm", "Below −112 expect silence"],
      ["RSRQ", "i16", "0.1 dB", "Quality"],
      ["BAND", "u16", "", "LTE band, 3, 8, 20 or 28"],
      ["ATTACH_MS", "u32", "ms", "Duration of the last attach"],
      ["SESSION_BYTES", "u32", "bytes", "Up and down together"],
      ["CONTACT_INTERVAL", "u16", "s", "Time between sessions, 60 to 43,200"],
      ["FAILED_ATTACHES", "u16", "count", "Since the last success"],
      [
        "RADIO_STATE",
        "bits",
        "",
        "Result of the last session",
        [
          ["0", "registered"],
          ["1", "roaming"],
          ["2", "DTLS session resumed"],
          ["3", "acknowledged by Sluice"],
          ["4", "firmware offered"],
          ["5", "firmware is being received"],
        ],
      ],
    ],
  },
  {
    name: "Memory",
    base: 160,
    intro: "400 days at 15 minutes for eight inputs.",
    registers: [
      ["STORED", "u32", "readings", "In flash"],
      ["UNSENT", "u32", "readings", "Not yet acknowledged"],
      ["OLDEST", "u32", "s", "Time of the oldest reading"],
      ["WRITE_ERRORS", "u16", "count", "Any value above 0: change the box"],
      ["READ_POINTER", "u32", "", "Write a reading number here, then read the window at 1,000"],
    ],
  },
  {
    name: "Wiper",
    base: 200,
    intro: "Only for Otters. Read [[Field notice FN-04: wiper motor]] before you trust WIPE_RESULT.",
    registers: [
      ["WIPE_NOW", "u16", "", "Write 1 to start"],
      ["WIPE_INTERVAL", "u16", "min", "60 as delivered; 15 in the Sill in May"],
      ["WIPE_RESULT", "u16", "", "0 never, 1 done, 2 blocked, 3 too fast (4.7: repeats once)"],
      ["WIPE_MS", "u16", "ms", "Duration of the last wipe, usually 640 to 900"],
      ["WIPE_COUNT", "u32", "count", "Since the motor was changed. Replace at 50,000"],
    ],
  },
  {
    name: "Commands",
    base: 240,
    intro: "Write-only. A wrong unlock code closes this block for ten minutes.",
    registers: [
      ["UNLOCK", "u16", "", "Code of the day from Deck"],
      ["RESTART", "u16", "", "Write 0x5AA5"],
      ["PING", "u16", "", "Write 1: contact Sluice at once"],
      ["FACTORY", "u16", "", "Write 0xDEAD. Deletes configuration, never readings"],
    ],
  },
];

const WIDTH = { u16: 1, i16: 1, bits: 1, u32: 2, i32: 2, f32: 2 } as const;

function registerPart(block: Block): string {
  let address = block.base;
  const parts = block.registers.map(([name, type, unit, meaning, bits]) => {
    const from = address;
    address += WIDTH[type];
    const full = `${block.base >= 2000 ? `${block.name.split(" ")[0]?.toUpperCase()}${(block.base - 1900) / 100}_` : ""}${name}`;
    const example = hash32(`${block.name}${name}`) % 65536;
    return (
      m.heading(4, m.anchor(`reg-${from}`) + m.code(full)) +
      m.table(
        [
          ["Address", "Type", "Unit", "Read as delivered"].map(inline),
          [
            `${from}${WIDTH[type] === 2 ? `–${from + 1}` : ""} (0x${from.toString(16).toUpperCase().padStart(4, "0")})`,
            type,
            unit || "–",
            `0x${example.toString(16).padStart(4, "0")}`,
          ].map(m.esc),
        ],
        { columns: [220, 100, 200, 240] },
      ) +
      m.p(inline(`${meaning}.`)) +
      (bits
        ? m.table([["Bit", "Meaning"].map(inline), ...bits.map((row) => row.map(m.esc))], {
            numbered: false,
            columns: [90, 400],
            width: 490,
          })
        : "")
    );
  });
  return m.h2(m.esc(block.name)) + m.p(inline(block.intro)) + parts.join("");
}

/** The longest page of the wiki: every register of the Burrow 4. */
export const registerMap = (): Entry => ({
  title: "Burrow 4 register map",
  by: "rafi",
  at: "2025-01-17",
  under: "Firmware",
  labels: ["reference", "firmware", "burrow"],
  likes: ["anjali", "bruno"],
  edits: [
    { by: "rafi", at: "2025-12-02", note: "4.7: jump flag", now: "jump seen (4.7 and later)", was: "reserved" },
    { by: "rafi", at: "2026-10-12", note: "4.9.3", now: "0x0493 is 4.9.3", was: "0x0492 is 4.9.2" },
  ],
  comments: [
    {
      by: "anjali",
      at: "2025-02-06",
      text: "OFFSET is not gauge zero, good that it says so. Two partners used it as such.",
      on: "offset",
    },
    {
      by: "owen",
      at: "2026-07-20",
      text: "Could the unlock code be printed on the visit sheet? No cell in the gorge, no code.",
      on: "unlock",
      replies: [{ by: "rafi", at: "2026-07-21", text: "Deck now shows the codes of the next seven days." }],
    },
  ],
  body:
    m.toc(2) +
    doc`
:::info
Modbus RTU, 19,200 baud, even parity, address 42 unless the sticker says otherwise. Function codes 3 (read), 6 and 16 (write). All numbers are big-endian, the high word first; the types with 32 bits take two registers.
:::
((offset|OFFSET is added on the device and is not gauge zero.)) ((unlock|Commands need the code of the day.)) A request that touches an address that is not in this list gets exception 2.
:::code python read_level.py
from pymodbus.client import ModbusSerialClient

client = ModbusSerialClient(port="/dev/ttyUSB0", baudrate=19200, parity="E")
high, low = client.read_holding_registers(2000, count=2, slave=42).registers
print(((high << 16) | low) / 1000, "m")
:::
` +
    [
      ...SINGLE,
      ...SENSORS.map((sensor, i) => ({
        name: `Input ${i + 1}`,
        base: 2000 + i * 100,
        intro: `As delivered: ${sensor}. Addresses of the next input are 100 higher.`,
        registers: INPUT,
      })),
    ]
      .map(registerPart)
      .join(""),
});
