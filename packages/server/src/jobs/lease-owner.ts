import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** Names this process as the holder of leases: machine, process id, and what tells it from an earlier one of that id. */
export function newLeaseOwner(): string {
  return `${hostname()}/${process.pid}/${randomBytes(6).toString("hex")}`;
}

/** Whether the process a lease belongs to has certainly ended. Of other machines nothing is certain. */
export function hasEnded(owner: string, own: string): boolean {
  const [host, pid] = owner.split("/");
  if (host !== hostname() || owner === own) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
